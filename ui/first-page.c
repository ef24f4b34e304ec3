#include "config.h"
#include "ui/first-page.h"
#include "ui/parts.h"

#include <adwaita.h>

#define MOST_RECENT 5

struct _LbFirstPage {
  GtkWidget parent_instance;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkButton *sample;
  GtkLabel *recent_title;
  GtkListBox *recent;
  LbState *state;
  LbLoader *loader;
};

G_DEFINE_FINAL_TYPE (LbFirstPage, lb_first_page, GTK_TYPE_WIDGET)

/* --- one recent project -------------------------------------------------------------------------------------- */

#define LB_TYPE_RECENT_ROW (lb_recent_row_get_type ())
G_DECLARE_FINAL_TYPE (LbRecentRow, lb_recent_row, LB, RECENT_ROW, AdwActionRow)
struct _LbRecentRow {
  AdwActionRow parent_instance;
  char *path;
};
G_DEFINE_FINAL_TYPE (LbRecentRow, lb_recent_row, ADW_TYPE_ACTION_ROW)

static void
recent_row_finalize (GObject *object)
{
  g_free (LB_RECENT_ROW (object)->path);
  G_OBJECT_CLASS (lb_recent_row_parent_class)->finalize (object);
}

static void
lb_recent_row_class_init (LbRecentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recent_row_finalize;
}

static void
lb_recent_row_init (LbRecentRow *self)
{
  (void) self;
}

static GtkWidget *
recent_row_new (const char *path)
{
  LbRecentRow *self = g_object_new (LB_TYPE_RECENT_ROW, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *subtitle = g_markup_escape_text (folder, -1);

  self->path = g_strdup (path);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  return GTK_WIDGET (self);
}

static void
recent_chosen (LbFirstPage *self, GtkListBoxRow *row)
{
  lb_state_set_project (self->state, LB_RECENT_ROW (row)->path);
}

/* Projects that this program opened and that are still there, the latest first (the manager's own order). */
static void
show_recent (LbFirstPage *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->recent, 0)) != NULL)
    gtk_list_box_remove (self->recent, GTK_WIDGET (row));
  for (GList *item = items; item != NULL && n < MOST_RECENT; item = item->next) {
    g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (item->data));
    g_autofree char *path = g_file_get_path (file);
    if (path == NULL || !gtk_recent_info_has_application (item->data, LB_APPLICATION_ID) ||
        !gtk_recent_info_exists (item->data))
      continue;
    gtk_list_box_append (self->recent, recent_row_new (path));
    n++;
  }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->recent), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->recent_title), n > 0);
}

static void
failed (LbFirstPage *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence);
  gtk_widget_set_visible (self->problem_box, TRUE);
}

static void
follow_doing (LbFirstPage *self)
{
  gboolean busy = lb_loader_get_doing (self->loader) != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), !busy);
  if (busy)
    gtk_widget_set_visible (self->problem_box, FALSE);
}

const char *
lb_first_page_get_problem (LbFirstPage *self)
{
  return gtk_widget_get_visible (self->problem_box) ? gtk_label_get_text (self->problem) : NULL;
}

void
lb_first_page_bind (LbFirstPage *self, LbState *state, LbLoader *loader)
{
  self->state = g_object_ref (state);
  self->loader = g_object_ref (loader);
  g_signal_connect_object (loader, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::doing", G_CALLBACK (follow_doing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (show_recent), self, G_CONNECT_SWAPPED);
  show_recent (self);
}

static void
dispose (GObject *object)
{
  LbFirstPage *self = LB_FIRST_PAGE (object);

  lb_parts_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->state);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lb_first_page_parent_class)->dispose (object);
}

static void
lb_first_page_class_init (LbFirstPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/lookback/Lookback/first-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LbFirstPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, LbFirstPage, problem);
  gtk_widget_class_bind_template_child (widget_class, LbFirstPage, sample);
  gtk_widget_class_bind_template_child (widget_class, LbFirstPage, recent_title);
  gtk_widget_class_bind_template_child (widget_class, LbFirstPage, recent);
  gtk_widget_class_bind_template_callback (widget_class, recent_chosen);
}

static void
lb_first_page_init (LbFirstPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
