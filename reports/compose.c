#include "config.h"
#include "reports/compose-private.h"
#include "src/error.h"
#include "src/i18n.h"
#include "src/paths.h"

void
lb_document_free (LbDocument *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->figures, lb_figures_free);
  g_clear_pointer (&self->template, lb_template_free);
  g_clear_pointer (&self->uses, g_array_unref);
  g_free (self->title);
  g_free (self->keywords);
  g_free (self->fingerprint);
  g_free (self);
}

static char *
find_title (const GPtrArray *blocks, const char *otherwise)
{
  for (guint i = 0; i < blocks->len; i++) {
    const LbBlock *block = g_ptr_array_index (blocks, i);
    if ((block->type == LB_BLOCK_TITLE || block->type == LB_BLOCK_SLIDE) && block->outline != NULL)
      return g_strdup (block->outline);
  }
  return g_strdup (otherwise);
}

/* The template that the user edited for this project, else the shipped one. */
static LbTemplate *
load_template (LbCompose *self, const char *path, GError **error)
{
  const char *kind = self->options->kind;
  g_autofree char *file = g_strconcat (kind, ".txt", NULL), *shipped = lb_paths_data ("reports", file, NULL);
  LbDb *db = lb_project_get_db (self->project);
  sqlite3_stmt *row;

  if (path != NULL)
    return lb_template_load (path, error);
  row = lb_db_prepare (db, "SELECT content FROM report_template WHERE kind = ?", error);
  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, kind, -1, SQLITE_TRANSIENT);
  int result = lb_db_step (db, row, error);
  g_autofree char *text = result == SQLITE_ROW ? g_strdup ((const char *) sqlite3_column_text (row, 0)) : NULL;
  sqlite3_reset (row);
  if (result == SQLITE_ERROR)
    return NULL;
  if (text == NULL)
    return lb_template_load (shipped, error);
  /* The name stands before line and column: "岚岭县.gpkg(notice)". */
  g_autofree char *base = g_path_get_basename (lb_project_get_path (self->project));
  g_autofree char *name = g_strdup_printf ("%s(%s)", base, kind);
  return lb_template_parse (text, name, error);
}

/* A letter stands on the official page, whatever page its kind has otherwise. */
static gboolean
make_letter (LbCompose *self, GError **error)
{
  LbDocument *document = self->document;

  if (self->options->letter == NULL)
    return TRUE;
  if (!lb_template_has_red_head (document->template)) {
    g_set_error (error, LB_ERROR, LB_ERROR_USAGE, _ ("a report of the kind “%s” is no letter; leave --letter away"), self->options->kind);
    return FALSE;
  }
  document->figures->letter = lb_letterhead_parse (self->options->letter, error);
  document->style = LB_STYLE_OFFICIAL;
  return document->figures->letter != NULL;
}

LbDocument *
lb_compose (LbProject *project, const LbReportOptions *options, const char *template_path, GError **error)
{
  g_autoptr (LbDocument) document = g_new0 (LbDocument, 1);
  gboolean found;
  LbCompose work = {.project = project, .options = options, .document = document};

  if (!lb_report_check_kind (options->kind, error))
    return NULL;
  document->uses = lb_template_uses_new ();
  document->template = load_template (&work, template_path, error);
  found = document->template != NULL && lb_compose_figures (&work, error);
  g_clear_pointer (&work.hits, lb_check_hits_free);
  if (!found)
    return NULL;
  document->style = (LbPageStyle) lb_template_get_style (document->template);
  if (!make_letter (&work, error))
    return NULL;
  document->blocks = lb_template_fill (document->template, document->figures, lb_compose_map, &work, document->uses,
                                       options->cancellable, error);
  g_clear_pointer (&work.boundaries, lb_boundaries_unref);
  g_clear_pointer (&work.part, lb_boundaries_unref);
  g_clear_pointer (&work.atlas, lb_atlas_unref);
  g_clear_pointer (&work.maps, g_hash_table_unref);
  if (document->blocks == NULL || !lb_compose_sign (&work, error))
    return NULL;
  if (options->public_)
    lb_compose_state_edition (document);
  document->title = find_title (document->blocks, options->kind);
  return g_steal_pointer (&document);
}
