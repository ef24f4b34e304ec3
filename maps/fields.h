/* fields.h - which field of a boundary table means what
 *
 * By the group [boundaries] of data/aliases.ini, overruled field by field by the user ("code=XZQDM").
 */
#pragma once
#include "maps/dbf.h"

G_BEGIN_DECLS

typedef enum {
  LB_FIELD_CODE,
  LB_FIELD_NAME,
  LB_FIELD_PARENT,   /* code of the region above */
  LB_FIELD_TOWNSHIP, /* name of the township     */
  LB_FIELD_VILLAGE,  /* name of the village      */
  LB_N_FIELDS
} LbFieldRole;

/* Fills @fields with field numbers, -1 where the table has none. @maps: "role=field" words, may be NULL.
 * LB_MAPS_ERROR_FIELD lists the fields there are. */
gboolean lb_fields_find (const LbDbf *table, const char *const *maps, int fields[LB_N_FIELDS], GError **error);

/* (transfer full): names of all fields, for messages. */
char *lb_fields_list (const LbDbf *table);

G_END_DECLS
