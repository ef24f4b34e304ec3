#include "config.h"
#include "ui/import-columns.h"
#include "ui/parts.h"
#include "src/i18n.h"
#include "src/mapping.h"

typedef struct {
  char *heading;
  GtkDropDown *choice; /* borrowed; item 0: not read */
  GtkLabel *badge;     /* borrowed                   */
} Column;

struct _LbImportColumns {
  GtkBox parent_instance;
  GtkListBox *list;
  GtkLabel *count;
  GArray *columns;          /* Column */
  const LbLedgerKind *kind; /* NULL: not told, nothing to choose from */
  LbAliases *aliases;
  gboolean chosen;
  gboolean setting; /* the lists change by themselves */
};

G_DEFINE_FINAL_TYPE (LbImportColumns, lb_import_columns, GTK_TYPE_BOX)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
field_label (LbImportColumns *self, guint field)
{
  return lb_aliases_get_heading (self->aliases, self->kind->name, self->kind->fields[field].name);
}

/* The item of a field in the lists: 0 for none. */
static guint
find_item (LbImportColumns *self, const char *field)
{
  for (guint i = 0; self->kind != NULL && i < self->kind->n_fields; i++)
    if (g_str_equal (self->kind->fields[i].name, field))
      return i + 1;
  return 0;
}

static void
show_badge (LbImportColumns *self, const Column *column)
{
  static const char *const classes[] = {"same", "alias", "ignored"};
  guint item = gtk_drop_down_get_selected (column->choice);
  gboolean read = self->kind != NULL && item > 0;
  gboolean same = read && g_str_equal (field_label (self, item - 1), column->heading);
  const char *alias = read ? lb_aliases_find_field (self->aliases, self->kind->name, column->heading) : NULL;
  gboolean by_hand = read && g_strcmp0 (alias, self->kind->fields[item - 1].name) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (column->badge), classes[i]);
  gtk_label_set_text (column->badge, !read ? _ ("Not read") : same ? _ ("Same") : by_hand ? _ ("By hand") : _ ("Alias"));
  gtk_widget_add_css_class (GTK_WIDGET (column->badge), classes[!read ? 2 : same ? 0 : 1]);
}

static void
show_state (LbImportColumns *self)
{
  guint read = 0;

  for (guint i = 0; i < self->columns->len; i++) {
    const Column *column = &g_array_index (self->columns, Column, i);
    read += self->kind != NULL && gtk_drop_down_get_selected (column->choice) > 0;
    show_badge (self, column);
  }
  g_autofree char *text = g_strdup_printf (_ ("%u of %u columns are read"), read, self->columns->len);
  gtk_label_set_text (self->count, text);
}

/* A field has one column: whoever had it lets it go. */
static void
item_chosen (GtkDropDown *choice, GParamSpec *spec, LbImportColumns *self)
{
  guint item = gtk_drop_down_get_selected (choice);

  (void) spec;
  if (self->setting)
    return;
  self->setting = TRUE;
  for (guint i = 0; item > 0 && i < self->columns->len; i++) {
    GtkDropDown *other = g_array_index (self->columns, Column, i).choice;
    if (other != choice && gtk_drop_down_get_selected (other) == item)
      gtk_drop_down_set_selected (other, 0);
  }
  self->setting = FALSE;
  self->chosen = TRUE;
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* (transfer full): what can be chosen, the same model for all columns. */
static GListModel *
list_fields (LbImportColumns *self)
{
  GtkStringList *items = gtk_string_list_new (NULL);

  gtk_string_list_append (items, _ ("(not read)"));
  for (guint i = 0; self->kind != NULL && i < self->kind->n_fields; i++)
    gtk_string_list_append (items, field_label (self, i));
  return G_LIST_MODEL (items);
}

/* (transfer full): the first cells that hold something. */
static char *
join_samples (const LbPreview *preview, guint column)
{
  for (guint i = 0; i < preview->rows->len; i++) {
    const char *cell = ((GStrv) preview->rows->pdata[i])[column];
    if (*cell != '\0')
      return g_strdup (cell);
  }
  return g_strdup ("");
}

static void
add_column (LbImportColumns *self, const LbPreview *preview, guint at, GListModel *fields)
{
  g_autofree char *sample = join_samples (preview, at);
  g_autofree char *name = g_strdup_printf (_ ("Field of the column “%s”"), preview->header[at]);
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (fields), NULL), *badge = lb_parts_label (NULL, "badge", 0.5f);
  Column column = {g_strdup (preview->header[at]), GTK_DROP_DOWN (choice), GTK_LABEL (badge)};
  g_autoptr (GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (GTK_DROP_DOWN (choice), expression);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), find_item (self, preview->fields[at]));
  gtk_widget_add_css_class (choice, "flat");
  gtk_widget_set_size_request (choice, 190, -1);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (choice, self->kind != NULL);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  lb_parts_name (choice, name);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (item_chosen), self, 0);
  GtkWidget *const cells[] = {lb_parts_cell (column.heading, NULL, 18), lb_parts_label ("→", "dim", 0.5f), choice,
                              lb_parts_cell (sample, "dim", 0), badge};
  lb_parts_add_row (self->list, cells, G_N_ELEMENTS (cells));
  g_array_append_val (self->columns, column);
}

void
lb_import_columns_set (LbImportColumns *self, const LbPreview *preview)
{
  lb_parts_empty_list (self->list);
  g_array_set_size (self->columns, 0);
  self->chosen = FALSE;
  self->kind = preview->kind != NULL ? lb_ledger_kind_find (preview->kind, NULL) : NULL;
  if (self->aliases == NULL)
    self->aliases = lb_aliases_load (NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), preview->header != NULL && self->aliases != NULL);
  if (preview->header == NULL || self->aliases == NULL)
    return;
  g_autoptr (GListModel) fields = list_fields (self);
  for (guint i = 0; preview->header[i] != NULL; i++)
    add_column (self, preview, i, fields);
  for (int i = 0; i < (int) self->columns->len; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
    gtk_list_box_row_set_activatable (row, FALSE);
    gtk_widget_set_focusable (GTK_WIDGET (row), FALSE); /* the list of fields in it has the keyboard */
  }
  show_state (self);
}

GStrv
lb_import_columns_dup_maps (LbImportColumns *self)
{
  g_autoptr (GStrvBuilder) maps = g_strv_builder_new ();

  if (!self->chosen || self->kind == NULL)
    return NULL;
  for (guint i = 0; i < self->columns->len; i++) {
    const Column *column = &g_array_index (self->columns, Column, i);
    guint item = gtk_drop_down_get_selected (column->choice);
    g_autofree char *map = item > 0 ? g_strdup_printf ("%s=%s", self->kind->fields[item - 1].name, column->heading) : NULL;
    if (map != NULL)
      g_strv_builder_add (maps, map);
  }
  return g_strv_builder_end (maps);
}

gboolean
lb_import_columns_is_chosen (LbImportColumns *self)
{
  return self->chosen;
}

/* Whether one of the parts of a place has a column; the place stands in four fields one after the other. */
static gboolean
has_place (LbImportColumns *self, const gboolean *read)
{
  for (int i = 1; i < 4; i++) /* a township alone is not enough */
    if (read[self->kind->place + i])
      return TRUE;
  return FALSE;
}

char *
lb_import_columns_dup_missing (LbImportColumns *self)
{
  gboolean read[LB_MAX_FIELDS] = {FALSE};
  g_autoptr (GString) missing = g_string_new (NULL);

  if (self->kind == NULL || self->columns->len == 0)
    return NULL;
  for (guint i = 0; i < self->columns->len; i++) {
    guint item = gtk_drop_down_get_selected (g_array_index (self->columns, Column, i).choice);
    if (item > 0)
      read[item - 1] = TRUE;
  }
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (self->kind->fields[i].need != LB_NEED_NOTHING && !read[i])
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? "、" : "", field_label (self, i));
  if (self->kind->place >= 0 && self->kind->place_need == LB_PLACE_NEEDED && !has_place (self, read))
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? "、" : "", field_label (self, (guint) self->kind->place + 1));
  return missing->len > 0 ? g_strdup (missing->str) : NULL;
}

void
lb_import_columns_choose (LbImportColumns *self, const char *heading, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++) {
    const Column *column = &g_array_index (self->columns, Column, i);
    if (g_str_equal (column->heading, heading))
      gtk_drop_down_set_selected (column->choice, find_item (self, field));
  }
}

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->heading);
}

static void
finalize (GObject *object)
{
  LbImportColumns *self = LB_IMPORT_COLUMNS (object);

  g_array_unref (self->columns);
  g_clear_pointer (&self->aliases, lb_aliases_free);
  G_OBJECT_CLASS (lb_import_columns_parent_class)->finalize (object);
}

static void
lb_import_columns_class_init (LbImportColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, LbImportColumns, list);
  gtk_widget_class_bind_template_child (widget_class, LbImportColumns, count);
}

static void
lb_import_columns_init (LbImportColumns *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  gtk_widget_init_template (GTK_WIDGET (self));
}
