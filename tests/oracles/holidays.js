// Compares "YYYY-MM-DD,name" lines with what two packages say, day by day. Names are left out:
// the packages call 休日 by names of their own. Fails on any difference.
const fs = require('fs');

const iso = (year, month, day) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

function holidayJp() {
    const days = Object.keys(require('@holiday-jp/holiday_jp').holidays).sort();
    return { name: 'holiday_jp', days, from: days[0].slice(0, 4), to: days.at(-1).slice(0, 4) };
}

function japaneseHolidays() {
    const package_ = require('japanese-holidays'), days = [];
    for (let year = 1949; year <= 2099; year++)
        for (const h of package_.getHolidaysOf(year)) days.push(iso(year, h.month, h.date));
    return { name: 'japanese-holidays', days, from: '1949', to: '2099' };
}

const ours = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n').map(l => l.split(',')[0]);
let failed = 0;
for (const other of [holidayJp(), japaneseHolidays()]) {
    const inSpan = day => day.slice(0, 4) >= other.from && day.slice(0, 4) <= other.to;
    const mine = new Set(ours.filter(inSpan)), theirs = new Set(other.days.filter(inSpan));
    const only = [...mine].filter(d => !theirs.has(d)).map(d => [d, 'ours alone'])
        .concat([...theirs].filter(d => !mine.has(d)).map(d => [d, 'theirs alone'])).sort();
    for (const [day, who] of only) console.log(`${other.name}: ${day} ${who}`);
    console.log(`${other.name}: ${other.from} to ${other.to}, ${mine.size} holidays here, ` +
        `${theirs.size} there, ${only.length} differences`);
    failed += only.length;
}
process.exit(failed ? 1 : 0);
