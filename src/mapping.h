/* mapping.h - which column of a file is which field of a ledger
 *
 * Made from the row of headings: by the user's words first, then by what was chosen for the same headings before,
 * then by the aliases. A heading that stands twice is numbered: the second 识别监测时间 is 识别监测时间(2).
 */
#pragma once
#include "src/aliases.h"
#include "src/ledger-kinds.h"

G_BEGIN_DECLS

typedef struct {
  const LbLedgerKind *kind;
  int columns[LB_MAX_FIELDS]; /* of each field of the kind, -1: none                 */
  char **headings;            /* of each column, as people read them, numbered       */
  guint n_columns;
  char *fingerprint;          /* SHA-256 of the headings                             */
} LbMapping;

typedef struct {
  const LbAliases *aliases;
  const LbLedgerKind *kind;   /* NULL: guessed                                       */
  const char *const *maps;    /* "field=heading", NULL-terminated, or NULL           */
  gboolean maps_only;         /* no heading means what its alias says                */
} LbMappingWish;

/* @cells: the row of headings, @n of them. LB_ERROR_INPUT lists what is missing and what was found; LB_ERROR_USAGE when
 * a word of @maps names no field or no heading. */
LbMapping *lb_mapping_new (const LbMappingWish *wish, const char *file, char *const *cells, guint n, GError **error);
void       lb_mapping_free (LbMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LbMapping, lb_mapping_free)

/* Fields of the kind that have a column: tells the better of two rows of headings. */
guint lb_mapping_count (const LbMapping *self);

/* (transfer full): the headings of the @n columns that are no field of the kind, joined, after the fortieth "…"; running
 * numbers are no loss and left out. */
char *lb_mapping_list_unread (const LbMapping *self, const LbAliases *aliases, guint *n);

/* Column of the field called @name, -1 when the kind has none or the file no such column. */
int lb_mapping_find (const LbMapping *self, const char *name);

/* (transfer full): of each of the columns the name of the field that it is read as, "" for none. */
char **lb_mapping_dup_fields (const LbMapping *self);

/* (transfer full): @n headings as people read them, numbered, as LbMapping has them. */
char **lb_mapping_number_headings (char *const *cells, guint n);

/* (transfer full): SHA-256 of a row of headings in normal form. */
char *lb_mapping_fingerprint (char *const *cells, guint n);

/* Heading of the column of @field; the field's usual heading when there is none. Borrowed. */
const char *lb_mapping_get_heading (const LbMapping *self, const LbAliases *aliases, guint field);

G_END_DECLS
