#include "config.h"
#include "ui/application.h"
#include "ui/application-private.h"
#include "ui/window.h"
#include "src/i18n.h"

struct _LbApplication {
  AdwApplication parent_instance;
  char *project;
};

G_DEFINE_FINAL_TYPE (LbApplication, lb_application, ADW_TYPE_APPLICATION)

/* Every key that works everywhere in the window. Plain keys (+ − 0, arrows) belong to the map alone, or they could
 * not be typed into the search entry. */
static const struct {
  const char *action;
  const char *keys[4];
} accelerators[] = {
  {"win.open", {"<Ctrl>o"}},
  {"win.import", {"<Ctrl>i"}},
  {"win.reload", {"<Ctrl>r", "F5"}},
  {"win.close-project", {"<Ctrl>w"}},
  {"win.explain", {"<Ctrl>d"}},
  {"win.export-map", {"<Ctrl>e"}},
  {"win.export-report", {"<Ctrl><Shift>e"}},
  {"win.print-report", {"<Ctrl>p"}},
  {"win.find", {"<Ctrl>f"}},
  {"win.month-before", {"<Ctrl>bracketleft", "<Ctrl>Page_Up"}},
  {"win.month-after", {"<Ctrl>bracketright", "<Ctrl>Page_Down"}},
  {"win.toggle-left", {"F9"}},
  {"win.toggle-right", {"<Shift>F9"}},
  {"map.zoom-in", {"<Ctrl>plus", "<Ctrl>equal", "<Ctrl>KP_Add"}},
  {"map.zoom-out", {"<Ctrl>minus", "<Ctrl>KP_Subtract"}},
  {"map.fit", {"<Ctrl>0", "<Ctrl>KP_0"}},
  {"map.up", {"<Alt>Up", "<Alt>Left"}},
  {"map.level::township", {"<Ctrl>1"}},
  {"map.level::area", {"<Ctrl>2"}},
  {"map.level::village", {"<Ctrl>3"}},
  {"map.level::grid", {"<Ctrl>4"}},
  {"app.quit", {"<Ctrl>q"}},
};

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows;

  (void) action;
  (void) parameter;
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (data))) != NULL)
    gtk_window_destroy (windows->data);
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "application-name", _ ("Lookback"), "application-icon", LB_APPLICATION_ID,
                         "version", LB_VERSION, "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _ ("Maps and supervision reports of a county, at any date"), NULL);
}

static void
look (GSimpleAction *action, GVariant *value, gpointer data)
{
  const char *name = g_variant_get_string (value, NULL);
  AdwColorScheme scheme = g_str_equal (name, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
                          : g_str_equal (name, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                                        : ADW_COLOR_SCHEME_DEFAULT;

  (void) data;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  g_simple_action_set_state (action, value);
}

static void
startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    {"quit", quit, NULL, NULL, NULL, {0}},
    {"about", about, NULL, NULL, NULL, {0}},
    {"look", NULL, "s", "'system'", look, {0}},
  };

  G_APPLICATION_CLASS (lb_application_parent_class)->startup (application);
  /* Nothing moves without reason. A side panel's spring also came to a width that is no number when it was folded in mid-move. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action, accelerators[i].keys);
}

static void
activate (GApplication *application)
{
  LbApplication *self = LB_APPLICATION (application);
  LbWindow *window = lb_window_new (GTK_APPLICATION (application));

  if (self->project != NULL)
    lb_state_set_project (lb_window_get_state (window), self->project);
  gtk_window_present (GTK_WINDOW (window));
}

static void
finalize (GObject *object)
{
  g_free (LB_APPLICATION (object)->project);
  G_OBJECT_CLASS (lb_application_parent_class)->finalize (object);
}

static void
lb_application_class_init (LbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  application_class->startup = startup;
  application_class->activate = activate;
}

static void
lb_application_init (LbApplication *self)
{
  (void) self;
}

LbApplication *
lb_application_new (const char *project)
{
  LbApplication *self = g_object_new (LB_TYPE_APPLICATION, "application-id", LB_APPLICATION_ID,
                                      "flags", G_APPLICATION_NON_UNIQUE, "resource-base-path",
                                      "/cn/lookback/Lookback", NULL);

  if (project != NULL) {
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (project);
    self->project = g_file_get_path (file);
  }
  return self;
}

int
lb_application_run (const char *project)
{
  g_set_application_name (_ ("Lookback"));
  /* Names of places are Chinese in every locale; without this a bare locale sets them in whatever Han font comes
   * first, often a script face. */
  g_setenv ("PANGO_LANGUAGE", "zh-cn:en", FALSE);
  g_autoptr (LbApplication) application = lb_application_new (project);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
