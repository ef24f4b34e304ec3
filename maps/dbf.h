/* dbf.h - the table beside a shapefile, as UTF-8
 *
 * Header, record length and field widths are compared with the file's real size before libshp sees them. Text
 * is decoded by: the user's choice → .cpg → LDID byte → test of the bytes; field names too. A character that the field's
 * width cut in half is dropped. One thread at a time.
 */
#pragma once
#include "src/text.h"

G_BEGIN_DECLS

typedef struct _LbDbf LbDbf;

/* @cpg: contents of the .cpg file or NULL; @wanted: encoding asked for or NULL; @name stands in messages. LB_MAPS_ERROR_FILE
 * for a table that cannot be used, LB_MAPS_ERROR_FIELD for an encoding that is not known. */
LbDbf *lb_dbf_open (const char *name, GBytes *dbf, GBytes *cpg, const char *wanted, GPtrArray *notices, GError **error);
/* A table read elsewhere, for boundaries of other formats. (transfer full) of @fields (names) and @cells (@n rows of as many
 * texts, UTF-8 and trimmed, never NULL) and of what is in @encoding: how they were decoded, and why. */
LbDbf *lb_dbf_new (const char *name, GPtrArray *fields, GPtrArray *cells, guint n, LbEncoding *encoding);
void   lb_dbf_free (LbDbf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbDbf, lb_dbf_free)

const LbEncoding *lb_dbf_get_encoding (const LbDbf *self);
guint             lb_dbf_get_n (const LbDbf *self); /* records, deleted ones included */
guint             lb_dbf_get_n_fields (const LbDbf *self);
const char       *lb_dbf_get_field_name (const LbDbf *self, guint field);
/* Without regard to case and spaces; -1 when there is none. */
int               lb_dbf_find_field (const LbDbf *self, const char *name);
gboolean          lb_dbf_is_deleted (LbDbf *self, guint record);
/* (transfer full): trimmed text, "" for an empty cell. */
char             *lb_dbf_dup_text (LbDbf *self, guint record, guint field);
/* NAN for an empty cell or one that is no number. */
double            lb_dbf_get_number (LbDbf *self, guint record, guint field);

G_END_DECLS
