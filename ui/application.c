#include "config.h"
#include "ui/application.h"

#include <adwaita.h>

static void
activate (GtkApplication *application, gpointer data)
{
  (void) data;
  gtk_window_present (GTK_WINDOW (adw_application_window_new (application)));
}

int
lb_application_run (const char *project)
{
  g_autoptr (AdwApplication) application = adw_application_new (LB_APPLICATION_ID, G_APPLICATION_NON_UNIQUE);

  (void) project;
  g_signal_connect (application, "activate", G_CALLBACK (activate), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
