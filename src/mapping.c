#include "config.h"
#include "src/mapping.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/text.h"

#include <string.h>

#define SHOWN_HEADINGS 40

char **
lb_mapping_number_headings (char *const *cells, guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **headings = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++) {
    char *key = lb_text_normalise_heading (cells[i]);
    g_autofree char *shown = lb_text_normalise (cells[i]);
    guint times = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key)) + 1;
    headings[i] = times == 1 ? g_strdup (shown) : g_strdup_printf ("%s(%u)", shown, times);
    g_hash_table_insert (seen, key, GUINT_TO_POINTER (times));
  }
  return headings;
}

static int
find_heading (const LbMapping *self, const char *heading)
{
  g_autofree char *wanted = lb_text_normalise_heading (heading);

  for (guint i = 0; i < self->n_columns; i++) {
    g_autofree char *have = lb_text_normalise_heading (self->headings[i]);
    if (*wanted != '\0' && g_str_equal (have, wanted))
      return (int) i;
  }
  return -1;
}

static int
find_field (const LbLedgerKind *kind, const LbAliases *aliases, const char *word)
{
  const char *alias = lb_aliases_find_field (aliases, kind->name, word);

  for (guint i = 0; i < kind->n_fields; i++)
    if (g_str_equal (kind->fields[i].name, word) ||
        (alias != NULL && g_str_equal (kind->fields[i].name, alias)))
      return (int) i;
  return -1;
}

/* "field=heading"; the heading may hold "=" itself. */
static gboolean
apply_wish (LbMapping *self, const LbAliases *aliases, const char *word, GError **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = g_strndup (word, equals != NULL ? (gsize) (equals - word) : strlen (word));
  int field = find_field (self->kind, aliases, name);
  int column = equals != NULL ? find_heading (self, equals + 1) : -1;

  if (equals == NULL) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("“%s” is not of the form FIELD=HEADING"), word);
  } else if (field < 0) {
    g_autoptr (GString) known = g_string_new (NULL);
    for (guint i = 0; i < self->kind->n_fields; i++)
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", self->kind->fields[i].name);
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("“%s” is not a field of %s; its fields are %s"), name,
                 self->kind->name, known->str);
  } else if (column < 0) {
    g_autofree char *found = g_strjoinv (", ", self->headings);
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("the file has no column “%s”; its columns are %s"), equals + 1,
                 found);
  } else {
    self->columns[field] = column;
    return TRUE;
  }
  return FALSE;
}

static gboolean
is_taken (const LbMapping *self, guint column)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->columns[i] == (int) column)
      return TRUE;
  return FALSE;
}

static void
apply_aliases (LbMapping *self, const LbAliases *aliases)
{
  for (guint column = 0; column < self->n_columns; column++) {
    const char *name = lb_aliases_find_field (aliases, self->kind->name, self->headings[column]);
    for (guint i = 0; name != NULL && i < self->kind->n_fields; i++)
      if (self->columns[i] < 0 && g_str_equal (self->kind->fields[i].name, name) && !is_taken (self, column))
        self->columns[i] = (int) column;
  }
}

/* A household needs a place, told in one way or the other. */
static gboolean
lacks_place (const LbMapping *self)
{
  int place = self->kind->place;

  if (place < 0 || self->kind->place_need != LB_PLACE_NEEDED)
    return FALSE;
  for (int i = place; i < place + 4; i++)
    if (i != place && self->columns[i] >= 0)
      return FALSE;
  return TRUE;
}

/* (transfer full): the headings that are needed and not there, joined; NULL when none is missing. */
static char *
list_missing (const LbMapping *self, const LbAliases *aliases)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->kind->fields[i].need != LB_NEED_NOTHING && self->columns[i] < 0)
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "",
                              lb_aliases_get_heading (aliases, self->kind->name, self->kind->fields[i].name));
  if (lacks_place (self))
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "",
                            lb_aliases_get_heading (aliases, self->kind->name, "village"));
  return missing->len > 0 ? g_strdup (missing->str) : NULL;
}

static char *
list_found (char *const *cells, guint n)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, SHOWN_HEADINGS); i++) {
    g_autofree char *shown = lb_text_normalise (cells[i]);
    g_string_append_printf (found, "%s%s", i > 0 ? ", " : "", shown);
  }
  if (n > SHOWN_HEADINGS)
    g_string_append (found, ", …");
  return g_string_free (g_steal_pointer (&found), FALSE);
}

/* One kind tried on one row of headings. NULL with @missing (transfer full) when headings are missing, NULL with
 * @error when a word of the user's is wrong. */
static LbMapping *
try_kind (const LbMappingWish *wish, const LbLedgerKind *kind, char *const *cells, guint n, char **missing,
          guint *matched, GError **error)
{
  g_autoptr (LbMapping) self = g_new0 (LbMapping, 1);

  self->kind = kind;
  for (guint i = 0; i < LB_MAX_FIELDS; i++)
    self->columns[i] = -1;
  self->headings = lb_mapping_number_headings (cells, n);
  self->n_columns = n;
  self->fingerprint = lb_mapping_fingerprint (cells, n);
  for (gsize i = 0; wish->maps != NULL && wish->maps[i] != NULL; i++)
    if (!apply_wish (self, wish->aliases, wish->maps[i], error))
      return NULL;
  if (!wish->maps_only)
    apply_aliases (self, wish->aliases);
  *matched = lb_mapping_count (self);
  *missing = list_missing (self, wish->aliases);
  return *missing == NULL ? g_steal_pointer (&self) : NULL;
}

static LbMapping *
guess_kind (const LbMappingWish *wish, const char *file, char *const *cells, guint n, GError **error)
{
  g_autoptr (LbMapping) best = NULL;
  g_autofree char *nearest_missing = NULL;
  guint best_matched = 0, nearest_matched = 0;
  const LbLedgerKind *nearest = NULL;

  for (guint i = 0; i < LB_N_LEDGERS; i++) {
    g_autofree char *missing = NULL;
    guint matched = 0;
    g_autoptr (LbMapping) mapping = try_kind (wish, &lb_ledger_kinds[i], cells, n, &missing, &matched, NULL);
    if (mapping != NULL && matched > best_matched) {
      g_clear_pointer (&best, lb_mapping_free);
      best = g_steal_pointer (&mapping);
      best_matched = matched;
    } else if (missing != NULL && matched > nearest_matched) {
      nearest_matched = matched;
      nearest = &lb_ledger_kinds[i];
      g_free (nearest_missing);
      nearest_missing = g_steal_pointer (&missing);
    }
  }
  if (best != NULL)
    return g_steal_pointer (&best);
  g_autofree char *found = list_found (cells, n);
  if (nearest != NULL)
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("cannot tell what ledger %s is: for %s the headings %s are missing; found: %s; name columns with"
                    " --map FIELD=HEADING or the kind with --as"),
                 file, nearest->name, nearest_missing, found);
  else
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("cannot tell what ledger %s is: none of its headings is known; found: %s"), file, found);
  return NULL;
}

LbMapping *
lb_mapping_new (const LbMappingWish *wish, const char *file, char *const *cells, guint n, GError **error)
{
  g_autofree char *missing = NULL;
  guint matched = 0;

  if (wish->kind == NULL)
    return guess_kind (wish, file, cells, n, error);
  LbMapping *mapping = try_kind (wish, wish->kind, cells, n, &missing, &matched, error);
  if (missing != NULL) {
    g_autofree char *found = list_found (cells, n);
    g_set_error (error, LB_ERROR, LB_ERROR_INPUT,
                 _ ("%s cannot be read as %s: the headings %s are missing; found: %s; name columns with --map"
                    " FIELD=HEADING"),
                 file, wish->kind->name, missing, found);
  }
  return mapping;
}

void
lb_mapping_free (LbMapping *self)
{
  g_strfreev (self->headings);
  g_free (self->fingerprint);
  g_free (self);
}

guint
lb_mapping_count (const LbMapping *self)
{
  guint count = 0;

  for (guint i = 0; i < self->kind->n_fields; i++)
    count += self->columns[i] >= 0;
  return count;
}

char *
lb_mapping_list_unread (const LbMapping *self, const LbAliases *aliases, guint *n)
{
  g_autoptr (GString) unread = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < self->n_columns; i++) {
    const char *name = lb_aliases_find_field (aliases, self->kind->name, self->headings[i]);
    if (*self->headings[i] == '\0' || is_taken (self, i) || g_strcmp0 (name, "ordinal") == 0)
      continue;
    if ((*n)++ < SHOWN_HEADINGS)
      g_string_append_printf (unread, "%s%s", unread->len > 0 ? ", " : "", self->headings[i]);
  }
  if (*n > SHOWN_HEADINGS)
    g_string_append (unread, ", …");
  return g_string_free (g_steal_pointer (&unread), FALSE);
}

int
lb_mapping_find (const LbMapping *self, const char *name)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (g_str_equal (self->kind->fields[i].name, name))
      return self->columns[i];
  return -1;
}

char **
lb_mapping_dup_fields (const LbMapping *self)
{
  char **fields = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->columns[i] >= 0 && fields[self->columns[i]] == NULL)
      fields[self->columns[i]] = g_strdup (self->kind->fields[i].name);
  for (guint i = 0; i < self->n_columns; i++)
    if (fields[i] == NULL)
      fields[i] = g_strdup ("");
  return fields;
}

char *
lb_mapping_fingerprint (char *const *cells, guint n)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < n; i++) {
    g_autofree char *heading = lb_text_normalise_heading (cells[i]);
    g_checksum_update (checksum, (const guchar *) heading, (gssize) strlen (heading) + 1);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

const char *
lb_mapping_get_heading (const LbMapping *self, const LbAliases *aliases, guint field)
{
  if (self->columns[field] >= 0)
    return self->headings[self->columns[field]];
  return lb_aliases_get_heading (aliases, self->kind->name, self->kind->fields[field].name);
}
