/* cube-shelf.h - the bodies of many cubes within so many bytes
 *
 * Each body has a place on the shelf. When there is no more room those that were not used for longest are put away, and are
 * unpacked again when somebody asks for them: a few milliseconds. Whoever holds a body keeps it, shelf or not. Reference-counted
 * by its places; any thread.
 */
#pragma once
#include "src/cube-body.h"

G_BEGIN_DECLS

typedef struct _LbCubeShelf LbCubeShelf;
typedef struct _LbCubePlace LbCubePlace;

/* @most: bytes of the bodies together; one body is kept even if it is larger. What they are unpacked from comes on top:
 * a third of all bodies or less. */
LbCubeShelf *lb_cube_shelf_new (gsize most);
void         lb_cube_shelf_unref (LbCubeShelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCubeShelf, lb_cube_shelf_unref)
/* Bytes of the bodies that are not put away. */
gsize        lb_cube_shelf_get_used (LbCubeShelf *self);

/* (transfer full): a place for @body. @shelf NULL: a place by itself, where it stays. @packed: of lb_cube_body_pack(), where there is a shelf. */
LbCubePlace *lb_cube_place_new (LbCubeShelf *shelf, LbCubeBody *body, GBytes *packed);
void         lb_cube_place_free (LbCubePlace *self);
/* (transfer full). */
LbCubeBody  *lb_cube_place_hold (LbCubePlace *self);
GBytes      *lb_cube_place_get_packed (const LbCubePlace *self); /* borrowed; NULL without a shelf */

G_END_DECLS
