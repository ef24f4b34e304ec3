/* snapshot.h - what the window shows, as immutable values that a worker makes
 *
 * LbCounty is a project as it was when it was loaded; LbPicture is all figures of one date and the map of the chosen
 * indicator and level. Both are reference-counted and never change, so they go from the worker to the main loop
 * whole, and the map, the ranking, the card and the status line cannot disagree. Making them reads disk and SQL:
 * worker threads only. Reading them: any thread.
 */
#pragma once
#include "maps/map.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One project as it was when it was loaded. */
typedef struct {
  gatomicrefcount refs;
  char *path;
  char *name, *code, *issuer;
  LbRegionTree *regions;
  LbBoundaries *boundaries;
  GPtrArray *indicators; /* LbIndicator, in the order of the catalogue */
  GPtrArray *cubes;      /* LbCube or NULL, parallel to @indicators    */
  gboolean *tried;       /* parallel too: it was worked out, or could not be */
  gint64 data_version;
  char **headline;       /* ids of the indicators that a card shows    */
  GPtrArray *problems;   /* char *: what was left out, and why         */
  gint32 first, last;    /* days of the data, LB_DAY_NONE when empty   */
} LbCounty;

LbCounty *lb_county_ref (LbCounty *self);
void      lb_county_unref (LbCounty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbCounty, lb_county_unref)

/* Position of an indicator in the catalogue, -1 when it is not there. */
int lb_county_find_indicator (const LbCounty *self, const char *id);
/* Number of the county node, -1 when the tree has none. */
int lb_county_get_root (const LbCounty *self);

/* All figures of one date, and the map of the chosen indicator and level. */
typedef struct {
  gatomicrefcount refs;
  LbCounty *county;
  gint32 as_of;
  guint indicator;   /* position in county->indicators                      */
  int second;        /* of the other on the same map, -1: none              */
  LbLevel level;
  GPtrArray *values; /* LbValues or NULL, parallel to county->indicators    */
  LbScene *scene;    /* borders of the level, ready for the screen          */
  LbMap *map;
} LbPicture;

LbPicture *lb_picture_ref (LbPicture *self);
void       lb_picture_unref (LbPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbPicture, lb_picture_unref)

LbIndicator *lb_picture_get_indicator (const LbPicture *self); /* borrowed */
LbValues    *lb_picture_get_values (const LbPicture *self);    /* borrowed; NULL when its cube failed */
LbValues    *lb_picture_get_second (const LbPicture *self);    /* the same of the other indicator; NULL: there is none */

/* (transfer full): opens @path with a connection of its own and reads what a first map needs: boundaries, the figures of a card
 * and those of @indicator (NULL: the first of the catalogue). The error is the sentence for the person. Problems that
 * leave the county usable (a bad indicator file) are kept in it. */
LbCounty *lb_county_load (const char *path, const char *indicator, GCancellable *cancellable, GError **error);

/* (transfer full): the same county with the figures of @ids too (NULL-terminated; NULL: of every indicator) as far as they were not tried
 * before; its problems are those that came with them. An error when the project has changed since. */
LbCounty *lb_county_complete (LbCounty *self, const char *const *ids, GCancellable *cancellable, GError **error);

typedef struct {
  const char *indicator;
  const char *second; /* "" or NULL: none */
  LbLevel level;
  gint32 as_of;
  LbClassify classify;
  guint n_classes;
} LbPictureWish;

/* (transfer full): @former (may be NULL) lends its figures when only the map's clothes change, and its scene while the level
 * stays. */
LbPicture *lb_picture_make (LbCounty *county, const LbPictureWish *wish, LbPicture *former, GError **error);

/* Makes the project @path from the shipped sample county: imported beside it and renamed, so that it is there whole or
 * not at all. */
gboolean lb_sample_make (const char *path, GCancellable *cancellable, LbProgress progress, gpointer data,
                         GError **error);

G_END_DECLS
