/* compose-private.h - the work of composing one document */
#pragma once
#include "reports/compose.h"
#include "src/check.h"

typedef struct {
  LbProject *project;
  const LbReportOptions *options;
  LbDocument *document;
  LbBoundaries *boundaries; /* loaded for the first map,                       */
  LbLevel level;            /* down to this level                              */
  LbBoundaries *part;       /* of the region of the last map, when not the whole */
  guint part_region;
  LbAtlas *atlas;           /* of all maps                                     */
  LbCheckHits *hits;        /* what the checks found where an indicator had them run, until the lists have it */
  GHashTable *maps;         /* words of a wish → LbMap: dossiers of one township show the same map */
} LbCompose;

/* Finds region and dates, and fills the document's figures with what its template names. */
gboolean lb_compose_figures (LbCompose *self, GError **error);
/* An LbTemplateMapFunc over LbCompose. */
LbBlock *lb_compose_map (const LbTemplateMap *wish, gpointer user_data, GError **error);
/* Says below the title that this is an edition for publication, and what is not in it. */
void lb_compose_state_edition (LbDocument *document);
/* The closing line and the metadata: what the report was made from. */
gboolean lb_compose_sign (LbCompose *self, GError **error);
