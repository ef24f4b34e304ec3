/* map-request.h - from the words of the command line to a map
 *
 * Private to the room. Gathers what `lookback map` was asked for, reads the source, asks the value table, and leaves
 * an LbMap to be written.
 */
#pragma once
#include "maps/map.h"
#include "src/command.h"

G_BEGIN_DECLS

typedef struct {
  /* as given; NULL: not given */
  char *source, *indicator_id, *field, *level_text, *as_of_text, *since_text, *method_text, *breaks, *palette, *sheet;
  int n_classes; /* 0: not given */
  gboolean for_public; /* small cells are hidden */
  gboolean for_pixels; /* the map will be painted on an image: it is made on a scene, with the levels of detail that the project keeps */
  /* found */
  LbLevel level;
  LbClassify method;
  char **ids;     /* one indicator or two; NULL: none */
  GArray *limits; /* double */
  gint32 as_of, since;
} LbMapRequest;

void lb_map_request_clear (LbMapRequest *self);

/* Checks what needs no file; LB_ERROR_USAGE. */
gboolean lb_map_request_check (LbMapRequest *self, GError **error);

gboolean lb_map_request_is_shapefile (const LbMapRequest *self);
/* FALSE with the sentence for a source without the level asked for. */
gboolean lb_map_request_refuse_level (const LbMapRequest *self, GError **error);

/* (transfer full): the map asked for. Stages: read, values, with for_pixels levels, classes. */
LbMap *lb_map_request_run (LbMapRequest *self, LbTiming *timing, GError **error);

G_END_DECLS
