/* engine/base/lang.h - the two languages people read; programs always get English. */
#ifndef ENGINE_BASE_LANG_H
#define ENGINE_BASE_LANG_H

enum lang { LANG_EN, LANG_JA, LANG_COUNT };

#endif
