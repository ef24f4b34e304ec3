#include "config.h"
#include "maps/gdal-load.h"
#include "maps/error.h"
#include "src/i18n.h"

#include <gmodule.h>

#define MODULE "lookback-gdal." G_MODULE_SUFFIX

/* (transfer full): beside the program in a build folder, else where it was installed, whatever the prefix. */
static char *
find_module (void)
{
  const char *override = g_getenv ("LOOKBACK_MODULE_DIR");

  if (override != NULL && *override != '\0')
    return g_build_filename (override, MODULE, NULL);
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = exe != NULL ? g_path_get_dirname (exe) : g_strdup (".");
  g_autofree char *built = g_build_filename (folder, "maps", MODULE, NULL);
  if (g_file_test (built, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&built);
  return g_build_filename (folder, "..", LB_LIBDIR, "lookback", MODULE, NULL);
}

gpointer
lb_gdal_load (const char *name, const char *wanted, GError **error)
{
  g_autofree char *path = find_module ();
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;

  if (module != NULL && g_module_symbol (module, wanted, &symbol) && symbol != NULL) {
    g_module_make_resident (module); /* GDAL cannot be taken out again */
    return symbol;
  }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
                 _ ("%s needs the module %s, which is not there; install Lookback again with it, or save boundaries as a "
                    "shapefile and tables as CSV"),
                 name, path);
  else
    g_set_error (error, LB_MAPS_ERROR, LB_MAPS_ERROR_FILE,
                 _ ("%s needs the GDAL library, which cannot be loaded (%s); install the package libgdal32, or save "
                    "boundaries as a shapefile and tables as CSV"),
                 name, g_module_error ());
  if (module != NULL)
    g_module_close (module);
  return NULL;
}
