/* engine/core/image.h - a state as one run of bytes, for snapshots and for comparing.
 *
 * The rows themselves behind a header that names their layout: an image isn't decoded but
 * taken over as it is. An image means something only to the build that made it, so it is
 * a cache and nothing more; any other build turns it down. */
#ifndef ENGINE_CORE_IMAGE_H
#define ENGINE_CORE_IMAGE_H

#include "engine/base/bytes.h"
#include "engine/core/state.h"

/* In `arena`. */
struct bytes image_of(const struct state *state, struct arena *arena);

/* Takes the image over: the state's rows are its bytes, which must live in `arena` from now on,
 * 16-byte aligned as arena_take gives them. False when they are no image of this build; the
 * state is then empty. Growing moves a vector out of the image. */
bool image_restore(struct bytes image, struct arena *arena, struct state *ret);

/* Equal states, whatever their vectors' room. */
bool image_equal(const struct state *a, const struct state *b);

#endif
