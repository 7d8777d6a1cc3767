/* engine/core/image.h - a state as one run of bytes, for snapshots and for comparing.
 *
 * The rows themselves behind a header that names their layout: reading an image back is a
 * copy, not a decoding. An image means something only to the build that made it, so it is
 * a cache and nothing more; any other build turns it down. */
#ifndef ENGINE_CORE_IMAGE_H
#define ENGINE_CORE_IMAGE_H

#include "engine/base/bytes.h"
#include "engine/core/state.h"

/* In `arena`. */
struct bytes image_of(const struct state *state, struct arena *arena);

/* False when the bytes are no image of this build; the state is then empty. `state` takes all
 * its memory from `arena`. */
bool image_restore(struct bytes image, struct arena *arena, struct state *ret);

/* Equal states, whatever their vectors' room. */
bool image_equal(const struct state *a, const struct state *b);

#endif
