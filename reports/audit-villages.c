/* The folders of an audit pack's villages: rows of the lists, and the dossiers cut out of the pack's own pages. */
#include "config.h"
#include "reports/audit-pack-private.h"

/* (element-type guint): villages in which units were drawn; without a sample those of the households that have a dossier. */
static GArray *
list_villages (const LbFigures *figures)
{
  static const char *const lists[] = {"sample-units", "no-measure"};
  GArray *villages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (lists) && villages->len == 0; k++) {
    const LbList *list = lb_figures_find_list (figures, lists[k]);
    g_autoptr (GPtrArray) rows = list == NULL ? g_ptr_array_new () : lb_list_select (list, figures->regions, figures->region, NULL, NULL);
    for (guint i = 0; i < rows->len; i++) {
      const LbListRow *row = g_ptr_array_index (rows, i);
      int village = row->region < 0 ? -1 : lb_region_tree_get_ancestor (figures->regions, (guint) row->region, LB_LEVEL_VILLAGE);
      if (village < 0 || !g_hash_table_add (known, GINT_TO_POINTER (village + 1)))
        continue;
      guint number = (guint) village;
      g_array_append_val (villages, number);
    }
  }
  return villages;
}

static void
entry_clear (gpointer data)
{
  g_free (((LbOutlineEntry *) data)->text);
}

/* (transfer full): the pages of the layout that are about places in @region, with their entries. The pages stay the layout's. */
static LbLayout *
cut_out (const LbLayout *whole, const LbRegion *region, guint number)
{
  LbLayout *part = g_new (LbLayout, 1);

  part->pages = g_ptr_array_new ();
  part->outline = g_array_new (FALSE, FALSE, sizeof (LbOutlineEntry));
  g_array_set_clear_func (part->outline, entry_clear);
  for (guint i = 0; i < whole->outline->len; i++) {
    const LbOutlineEntry *entry = &g_array_index (whole->outline, LbOutlineEntry, i);
    guint end = i + 1 < whole->outline->len ? g_array_index (whole->outline, LbOutlineEntry, i + 1).page : whole->pages->len;
    if (entry->region < 0 || (guint) entry->region < number || (guint) entry->region >= region->end)
      continue;
    LbOutlineEntry copy = {entry->depth, part->pages->len, entry->y, g_strdup (entry->text), entry->region};
    g_array_append_val (part->outline, copy);
    for (guint page = entry->page; page < end; page++)
      g_ptr_array_add (part->pages, g_ptr_array_index (whole->pages, page));
  }
  return part;
}

static gboolean
write_dossiers (LbAuditPack *self, guint village, const char *folder, GError **error)
{
  const LbFigures *figures = self->source->document->figures;
  const LbRegion *region = lb_region_tree_get (figures->regions, village);
  g_autoptr (LbLayout) part = cut_out (self->source->layout, region, village);
  if (part->pages->len == 0)
    return TRUE;

  g_autofree char *title = g_strconcat (region->name, "抽查户档案", NULL), *name = g_build_filename (folder, "dossiers.pdf", NULL);
  g_autofree char *path = lb_audit_pack_add_file (self, name, title, part->pages->len);
  LbPaintInfo info = *self->source->info;
  info.title = title;
  return lb_paint_pdf (part, self->source->fonts, &info, path, self->cancellable, error);
}

static gboolean
write_village (LbAuditPack *self, guint village, gboolean masked, GError **error)
{
  const LbFigures *figures = self->source->document->figures;
  const char *code = lb_region_tree_get (figures->regions, village)->code;
  g_autofree char *folder = g_build_filename (masked ? "masked" : LB_AUDIT_RESTRICTED, "villages", code, NULL);
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (figures->lists), (GCompareFunc) g_strcmp0);

  if (!lb_audit_pack_add_folder (self, folder, error))
    return FALSE;
  for (const GList *id = ids; id != NULL; id = id->next) {
    const LbList *list = g_hash_table_lookup (figures->lists, id->data);
    if (lb_list_find_column (list, "_region") >= 0 && !lb_audit_pack_add_list (self, list, village, folder, masked, error))
      return FALSE;
  }
  return masked || write_dossiers (self, village, folder, error);
}

gboolean
lb_audit_pack_add_villages (LbAuditPack *self, GError **error)
{
  g_autoptr (GArray) villages = list_villages (self->source->document->figures);

  if (villages->len == 0)
    return TRUE;
  for (int masked = 0; masked < 2; masked++) {
    if (!lb_audit_pack_add_folder (self, masked ? "masked/villages" : LB_AUDIT_RESTRICTED "/villages", error))
      return FALSE;
    for (guint i = 0; i < villages->len; i++)
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !write_village (self, g_array_index (villages, guint, i), masked, error))
        return FALSE;
  }
  return TRUE;
}
