/* Writes every specimen as NAME.pdf into a folder, to be looked at:  specimens FOLDER */
#include "reports/paint.h"
#include "specimen.h"

#include <stdio.h>

static gboolean
write_one (const LbSpecimen *specimen, LbFonts *fonts, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) blocks = specimen->make ();
  g_autoptr (LbLayout) layout = lb_layout_new (blocks, fonts, specimen->style);
  g_autofree char *file = g_strconcat (specimen->name, ".pdf", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  LbPaintInfo info = {specimen->name, "", "", "", "2026-01-01T00:00:00"};

  if (!lb_fonts_check (fonts, error) || !lb_paint_pdf (layout, fonts, &info, path, NULL, error))
    return FALSE;
  printf ("%s: %u pages\n", path, layout->pages->len);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LbFonts) fonts = lb_fonts_new (NULL, &error);

  for (const LbSpecimen *specimen = lb_specimens; error == NULL && argc > 1 && specimen->name != NULL; specimen++)
    write_one (specimen, fonts, argv[1], &error);
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
  return error != NULL || argc < 2;
}
