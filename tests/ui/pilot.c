#include "config.h"
#include "tests/ui/pilot.h"
#include "ui/application-private.h"
#include "ui/snapshot.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define PATIENCE (120 * G_USEC_PER_SEC) /* the sanitizers are slow */

static gboolean
wake (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
pilot_idle (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, wake, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
pilot_wait (Pilot *pilot, PilotTest test, const char *what)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  while (!test (pilot)) {
    if (g_get_monotonic_time () > until)
      g_error ("waited in vain for %s", what);
    pilot_idle (20);
  }
}

static gboolean
is_mapped (Pilot *pilot)
{
  return gtk_widget_get_mapped (GTK_WIDGET (pilot->window)) && gtk_widget_get_width (GTK_WIDGET (pilot->window)) > 0;
}

void
pilot_open (Pilot *pilot, const char *project, int width, int height)
{
  pilot->window = lb_window_new (GTK_APPLICATION (g_application_get_default ()));
  gtk_window_set_default_size (GTK_WINDOW (pilot->window), width, height);
  pilot->state = lb_window_get_state (pilot->window);
  pilot->loader = lb_window_get_loader (pilot->window);
  pilot->canvas = lb_map_view_get_canvas (lb_window_get_map_view (pilot->window));
  if (project != NULL)
    lb_state_set_project (pilot->state, project);
  gtk_window_present (GTK_WINDOW (pilot->window));
  pilot_wait (pilot, is_mapped, "the window");
}

static gboolean
is_gone (Pilot *pilot)
{
  return pilot->window == NULL;
}

void
pilot_close (Pilot *pilot)
{
  g_object_add_weak_pointer (G_OBJECT (pilot->window), (gpointer *) &pilot->window);
  gtk_window_destroy (GTK_WINDOW (pilot->window));
  pilot_wait (pilot, is_gone, "the window to go");
}

static gboolean
is_settled (Pilot *pilot)
{
  LbPicture *picture = lb_loader_get_picture (pilot->loader);

  return picture != NULL && lb_loader_get_doing (pilot->loader) == NULL &&
         picture->as_of == lb_state_get_as_of (pilot->state) && picture->level == lb_state_get_level (pilot->state) &&
         g_str_equal (lb_picture_get_indicator (picture)->id, lb_state_get_indicator (pilot->state)) &&
         picture->second == lb_county_find_indicator (picture->county, lb_state_get_second (pilot->state)) &&
         lb_map_canvas_is_settled (pilot->canvas);
}

void
pilot_settle (Pilot *pilot)
{
  LbView before, after;

  /* Bars that slide in and out change the canvas for a few frames after its map is there. */
  do {
    pilot_wait (pilot, is_settled, "the map");
    before = lb_state_get_view (pilot->state);
    pilot_idle (300);
    after = lb_state_get_view (pilot->state);
  } while (before.width != after.width || before.height != after.height || !is_settled (pilot));
}

void
pilot_screen (Pilot *pilot, double x, double y, int *screen_x, int *screen_y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (pilot->canvas));
  graphene_point_t point;
  double dx, dy;

  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (pilot->canvas), GTK_WIDGET (native),
                                           &GRAPHENE_POINT_INIT ((float) x, (float) y), &point));
  gtk_native_get_surface_transform (native, &dx, &dy);
  *screen_x = (int) lround (point.x + dx); /* no window manager: the window stands at 0, 0 */
  *screen_y = (int) lround (point.y + dy);
}

static void
finished (GPid pid, int status, gpointer data)
{
  g_spawn_close_pid (pid);
  g_assert_cmpint (status, ==, 0);
  *(gboolean *) data = TRUE;
}

void
pilot_xdotool (Pilot *pilot, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  gboolean over = FALSE;
  va_list arguments;
  GPid pid;

  (void) pilot;
  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *command = g_strconcat ("xdotool ", text, NULL);
  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_spawn_async (NULL, words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, finished, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  pilot_idle (120);
}

gboolean
pilot_reads (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (pilot_reads (child, text))
      return TRUE;
  return FALSE;
}

PilotPicture
pilot_picture (Pilot *pilot, const char *png)
{
  GtkWidget *widget = GTK_WIDGET (pilot->window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  PilotPicture picture = {gtk_widget_get_width (widget), gtk_widget_get_height (widget), NULL};
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  /* The paintable shows what the widget drew last, and this one has seen nothing yet. */
  gtk_widget_queue_draw (widget);
  pilot_idle (200);
  gdk_paintable_snapshot (paintable, snapshot, picture.width, picture.height);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
    renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float) picture.width, (float) picture.height));
  if (png != NULL)
    g_assert_true (gdk_texture_save_to_png (texture, png));
  picture.pixels = g_malloc ((gsize) picture.width * (gsize) picture.height * 4);
  gdk_texture_download (texture, picture.pixels, (gsize) picture.width * 4);
  return picture;
}

void
pilot_picture_clear (PilotPicture *picture)
{
  g_clear_pointer (&picture->pixels, g_free);
}

GtkWidget *
pilot_find_button (GtkWidget *widget, const char *label)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = pilot_find_button (child, label);
    if (found != NULL)
      return found;
  }
  return NULL;
}

void
pilot_press (gpointer widget, const char *label)
{
  GtkWidget *button = pilot_find_button (GTK_WIDGET (widget), label);

  if (button == NULL)
    g_error ("no button “%s”", label);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* --- the program ------------------------------------------------------------------------------------------------ */

static char *folder;

const char *
pilot_folder (void)
{
  return folder;
}

char *
pilot_make_sample (const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  lb_sample_make (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    g_remove (file);
  }
  g_rmdir (path);
}

gboolean
pilot_has_reported (Pilot *pilot)
{
  const char *toast = lb_window_get_last_toast (pilot->window);

  return toast != NULL && !g_str_equal (toast, "The report is being written…");
}

int
pilot_main (int argc, char **argv, void (*add) (void))
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_autoptr (LbApplication) application = lb_application_new (NULL);
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  folder = g_dir_make_tmp ("lookback-window-XXXXXX", NULL);
  add ();
  int status = g_test_run ();
  remove_folder (folder);
  g_clear_pointer (&folder, g_free);
  return status;
}
