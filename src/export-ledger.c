/* Ledger rows in the words of the people who keep them: the import in reverse. */
#include "config.h"
#include "src/export-private.h"
#include "src/mask.h"

#include <string.h>

#define FIRST_FIELD 1 /* column 0 is the region */
#define BITS        4

static gboolean
has_slot (const LbLedgerKind *kind, const char *column)
{
  for (guint i = 0; i < LB_MAX_SLOTS && kind->slots[i] != NULL; i++)
    if (g_str_equal (kind->slots[i], column))
      return TRUE;
  return FALSE;
}

/* How a ledger's rows name their household and their region. */
static const char *
household_id (const LbLedgerKind *kind)
{
  if (has_slot (kind, "household_id"))
    return "t.household_id";
  return has_slot (kind, "case_id")          ? "(SELECT household_id FROM monitoring_case WHERE id = t.case_id)"
         : has_slot (kind, "person_id")      ? "(SELECT household_id FROM person WHERE id = t.person_id)"
         : has_slot (kind, "sample_unit_id") ? "(SELECT household_id FROM sample_unit WHERE id = t.sample_unit_id)"
                                             : "NULL";
}

static const char *
region_id (const LbLedgerKind *kind)
{
  return has_slot (kind, "region_id")        ? "t.region_id"
         : has_slot (kind, "sample_unit_id") ? "(SELECT region_id FROM sample_unit WHERE id = t.sample_unit_id)"
                                             : "NULL";
}

/* Fields that are not stored in a column of their table under that name. */
static const struct {
  LbLedger ledger;
  const char *field;
  const char *sql;
} own_parts[] = {
  {LB_LEDGER_CASES, "persons", "t.persons"},
  {LB_LEDGER_CASES, "cleared", "t.cleared_on IS NOT NULL AND t.revoked_on IS NULL"},
  {LB_LEDGER_MEMBERS, "person_no", "t.person_no"},
  {LB_LEDGER_MEMBERS, "certificate", "t.id_enc"},
  {LB_LEDGER_MEMBERS, "sex", "t.sex"},
  {LB_LEDGER_MEMBERS, "birth", "t.birth_year"},
};

/* Measures in columns have a ledger of their own. */
static gboolean
is_shown (const LbLedgerKind *kind, guint at)
{
  guint child = kind->fields[at].child;

  return child == 0 || kind->children[child - 1].mode != LB_CHILD_ADD;
}

static void
append_child (GString *list, const LbLedgerKind *kind, guint at)
{
  const LbField *field = &kind->fields[at];
  const LbChild *child = &kind->children[field->child - 1];
  int order = 1;

  g_string_append_printf (list, "(SELECT %s FROM %s s WHERE s.%s = t.id", field->column, child->table, child->parent);
  if (child->mode == LB_CHILD_LIST && g_strcmp0 (field->column, child->column) == 0) {
    g_string_append_printf (list, " AND s.%s IS NOT NULL", child->column);
  } else if (child->mode == LB_CHILD_LIST) {
    for (guint i = 0; i < at; i++)
      order += kind->fields[i].child == field->child;
    g_string_append_printf (list, " AND s.ord = %d", order);
  } else if (child->column != NULL)
    g_string_append_printf (list, " AND s.%s = '%s'", child->column, child->value);
  g_string_append_c (list, ')');
}

static void
append_field (GString *list, const LbLedgerKind *kind, guint at)
{
  const LbField *field = &kind->fields[at];

  if (field->child > 0) {
    append_child (list, kind, at);
    return;
  }
  if (field->column != NULL) {
    g_string_append_printf (list, "t.%s", field->column);
    return;
  }
  if ((int) at == kind->household) {
    g_string_append_printf (list, "(SELECT household_no FROM household WHERE id = %s)", household_id (kind));
    return;
  }
  for (guint i = 0; i < kind->n_links; i++)
    if (kind->links[i].field == (int) at) {
      g_string_append (list, kind->links[i].show);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (own_parts); i++)
    if (own_parts[i].ledger == lb_ledger_kind_id (kind) && g_str_equal (own_parts[i].field, field->name)) {
      g_string_append (list, own_parts[i].sql);
      return;
    }
  g_string_append (list, "NULL"); /* a place, which comes from the region */
}

char *
lb_export_ledger_sql (const LbLedgerKind *kind)
{
  g_autoptr (GString) list = g_string_new (NULL);

  g_string_append_printf (list, "SELECT %s", region_id (kind));
  for (guint i = 0; i < kind->n_fields; i++)
    if (is_shown (kind, i)) {
      g_string_append (list, ", ");
      append_field (list, kind, i);
    }
  g_string_append_printf (list, " FROM %s t ORDER BY t.id", kind->table);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char **
lb_export_ledger_headings (const LbExport *self, const LbLedgerKind *kind)
{
  g_autoptr (GStrvBuilder) headings = g_strv_builder_new ();

  for (guint i = 0; i < kind->n_fields; i++)
    if (is_shown (kind, i))
      g_strv_builder_add (headings, lb_aliases_get_heading (self->aliases, kind->name, kind->fields[i].name));
  return g_strv_builder_end (headings);
}

/* township, village, grid, region_code of a region. The code stands where no grid says it already. */
static const char *
get_place (const LbExport *self, gint64 region_id, int part)
{
  static const LbLevel levels[] = {LB_LEVEL_TOWNSHIP, LB_LEVEL_VILLAGE, LB_LEVEL_GRID};
  int number = lb_region_tree_find_id (self->regions, region_id);

  if (number < 0)
    return "";
  const LbRegion *region = lb_region_tree_get (self->regions, (guint) number);
  if (part >= (int) G_N_ELEMENTS (levels))
    return region->level == LB_LEVEL_GRID ? "" : region->code;
  int ancestor = lb_region_tree_get_ancestor (self->regions, (guint) number, levels[part]);
  if (ancestor < 0)
    return "";
  region = lb_region_tree_get (self->regions, (guint) ancestor);
  return levels[part] == LB_LEVEL_GRID ? region->code : region->name;
}

static char *
format_yuan (gint64 fen)
{
  gint64 yuan = ABS (fen) / 100, rest = ABS (fen) % 100;
  const char *sign = fen < 0 ? "-" : "";

  if (rest == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, sign, yuan);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", sign, yuan, (int) rest);
}

static char *
format_bits (const LbExport *self, const char *group, int bits)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (int i = 0; i < BITS; i++) {
    g_autofree char *stored = g_strdup_printf ("%d", 1 << i);
    if (bits & (1 << i))
      g_strv_builder_add (words, lb_aliases_get_word (self->aliases, group, stored));
  }
  g_auto (GStrv) all = g_strv_builder_end (words);
  return g_strjoinv ("、", all);
}

/* Stored words are joined with commas. */
static char *
format_words (const LbExport *self, const char *group, const char *stored)
{
  g_auto (GStrv) words = g_strsplit (stored, ",", -1);

  for (gsize i = 0; words[i] != NULL; i++) {
    char *word = words[i];
    words[i] = g_strdup (lb_aliases_get_word (self->aliases, group, word));
    g_free (word);
  }
  return g_strjoinv ("、", words);
}

static char *
mask (LbPrivate hidden, const char *text)
{
  switch (hidden) {
  case LB_PRIVATE_NAME: return lb_mask_name (text);
  case LB_PRIVATE_PHONE: return lb_mask_phone (text);
  case LB_PRIVATE_CERTIFICATE: return lb_mask_certificate (text);
  case LB_PRIVATE_ADDRESS: return lb_mask_address (text);
  default: return g_strdup (text);
  }
}

/* Sets *text (transfer full) to the certificate number, NULL without one or without the passphrase. */
static gboolean
unseal (const LbExport *self, sqlite3_stmt *rows, int column, char **text, GError **error)
{
  if (self->secret == NULL || sqlite3_column_type (rows, column) == SQLITE_NULL)
    return TRUE;
  g_autofree char *number = lb_secret_unseal (self->secret, sqlite3_column_blob (rows, column),
                                              (gsize) sqlite3_column_bytes (rows, column), error);
  if (number != NULL)
    *text = self->unmasked ? g_strdup (number) : lb_mask_certificate (number);
  return number != NULL;
}

/* (transfer full): the cell, NULL when it is empty. */
static char *
format_cell (const LbExport *self, const LbField *field, sqlite3_stmt *rows, int column)
{
  const char *text = (const char *) sqlite3_column_text (rows, column);

  if (text == NULL)
    return NULL;
  switch (field->type) {
  case LB_VALUE_MONEY:
    return format_yuan (sqlite3_column_int64 (rows, column));
  case LB_VALUE_YES_NO:
    return g_strdup (lb_aliases_get_word (self->aliases, "yes_no", text));
  case LB_VALUE_WORDS:
    return format_words (self, field->words, text);
  case LB_VALUE_WORD:
  case LB_VALUE_RANK:
    return g_strdup (lb_aliases_get_word (self->aliases, field->words, text));
  case LB_VALUE_BITS:
    return format_bits (self, field->words, sqlite3_column_int (rows, column));
  default:
    return mask (self->unmasked ? LB_PRIVATE_NOTHING : field->hidden, text);
  }
}

gboolean
lb_export_ledger_row (const LbExport *self, const LbLedgerKind *kind, sqlite3_stmt *rows, LbSheet *sheet, GError **error)
{
  int column = FIRST_FIELD;

  for (guint i = 0; i < kind->n_fields; i++) {
    if (!is_shown (kind, i))
      continue;
    const LbField *field = &kind->fields[i];
    int part = kind->place >= 0 ? (int) i - kind->place : -1;
    if (part >= 0 && part < 4) {
      lb_sheet_cell (sheet, get_place (self, sqlite3_column_int64 (rows, 0), part), FALSE);
      column++;
      continue;
    }
    g_autofree char *text = NULL;
    if (field->hidden != LB_PRIVATE_CERTIFICATE)
      text = format_cell (self, field, rows, column);
    else if (!unseal (self, rows, column, &text, error))
      return FALSE;
    column++;
    lb_sheet_cell (sheet, text != NULL ? text : "",
                   field->type == LB_VALUE_COUNT || field->type == LB_VALUE_MONEY);
  }
  return TRUE;
}
