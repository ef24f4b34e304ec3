/* lookback map: one map to a PNG, SVG or PDF file */
#include "config.h"
#include "maps/bare-map.h"
#include "maps/commands-private.h"
#include "maps/map-private.h"
#include "maps/map-request.h"
#include "src/error.h"
#include "src/i18n.h"

#include <math.h>
#include <stdio.h>

#define A4_WIDTH  (210 * 72 / 25.4)
#define A4_HEIGHT (297 * 72 / 25.4)

static gboolean
parse_size (const char *text, const char *path, double *width, double *height, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gboolean pixels = g_str_has_suffix (lower, ".png");
  char *end = NULL;

  if (text == NULL) {
    *width = pixels ? 1600 : A4_WIDTH;
    *height = pixels ? 1200 : A4_HEIGHT;
    return TRUE;
  }
  *width = g_ascii_strtod (text, &end);
  if (end != text && (*end == 'x' || *end == 'X')) {
    const char *second = end + 1;
    *height = g_ascii_strtod (second, &end);
    if (end != second && *end == '\0' && isfinite (*width) && isfinite (*height)) {
      if (pixels) {
        *width = floor (*width);
        *height = floor (*height);
      }
      return TRUE;
    }
  }
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not a size; write pixels for PNG or points for PDF and SVG as 1600x1200"), text);
  return FALSE;
}

static gboolean
parse_extent (const char *text, LbBox *box, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  double *sides[] = {&box->min_x, &box->min_y, &box->max_x, &box->max_y};
  gboolean good = g_strv_length (words) == 4;

  for (guint i = 0; good && i < 4; i++) {
    char *end;
    *sides[i] = g_ascii_strtod (words[i], &end);
    good = end != words[i] && *end == '\0' && isfinite (*sides[i]);
  }
  if (good && box->max_x > box->min_x && box->max_y > box->min_y)
    return TRUE;
  g_set_error (error, LB_ERROR, LB_ERROR_USAGE,
               _ ("“%s” is not an extent; write west,south,east,north as 99.1,27.2,99.6,27.8"), text);
  return FALSE;
}

typedef struct {
  LbMapRequest request;
  char *out, *size, *extent;
  gboolean bare, timing;
} Options;

static void
options_clear (Options *self)
{
  lb_map_request_clear (&self->request);
  g_free (self->out);
  g_free (self->size);
  g_free (self->extent);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int *argc, char ***argv)
{
  LbMapRequest *request = &self->request;
  const GOptionEntry entries[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &self->out, N_ ("File to write"), "OUT.{png,svg,pdf}"},
    {"indicator", 0, 0, G_OPTION_ARG_STRING, &request->indicator_id, N_ ("Indicator to colour by, or two"), "ID[,ID]"},
    {"field", 0, 0, G_OPTION_ARG_STRING, &request->field, N_ ("Field of a bare boundary file to colour by"), "NAME"},
    {"sheet", 0, 0, G_OPTION_ARG_STRING, &request->sheet, N_ ("Layer of a file that has several"), "NAME"},
    {"level", 0, 0, G_OPTION_ARG_STRING, &request->level_text, N_ ("Level of regions"), "LEVEL"},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &request->as_of_text, N_ ("Day of the values; else the last of the data"), "DATE"},
    {"since", 0, 0, G_OPTION_ARG_STRING, &request->since_text, N_ ("Show the change since this day"), "DATE"},
    {"classify", 0, 0, G_OPTION_ARG_STRING, &request->method_text, N_ ("Method of classification"), "METHOD"},
    {"classes", 0, 0, G_OPTION_ARG_INT, &request->n_classes, N_ ("Number of classes"), "K"},
    {"breaks", 0, 0, G_OPTION_ARG_STRING, &request->breaks, N_ ("Limits from the lowest to the highest"), "a,b,c,..."},
    {"public", 0, 0, G_OPTION_ARG_NONE, &request->for_public, N_ ("Hide cells in which a household could be recognised"), NULL},
    {"palette", 0, 0, G_OPTION_ARG_STRING, &request->palette, N_ ("Palette"), "NAME"},
    {"size", 0, 0, G_OPTION_ARG_STRING, &self->size, N_ ("Pixels, or points for PDF and SVG"), "WxH"},
    {"extent", 0, 0, G_OPTION_ARG_STRING, &self->extent, N_ ("Part to show, in degrees or metres"),
     "XMIN,YMIN,XMAX,YMAX"},
    {"bare", 0, 0, G_OPTION_ARG_NONE, &self->bare, N_ ("Only fill and borders"), NULL},
    {"timing", 0, 0, G_OPTION_ARG_NONE, &self->timing, N_ ("Print how long each stage takes"), NULL},
    {NULL}};

  if (!lb_command_parse (&lb_command_map, argc, argv, entries, 1, 1))
    return FALSE;
  request->source = g_strdup ((*argv)[1]);
  if (self->out != NULL)
    return TRUE;
  lb_command_say (_ ("name the file to write with -o, ending in .png, .svg or .pdf"));
  return FALSE;
}

static int
run (int argc, char **argv)
{
  g_auto (Options) options = {0};
  g_autoptr (GError) error = NULL;
  double width, height;
  LbBox box;
  LbTiming timing;

  if (!parse (&options, &argc, &argv))
    return LB_EXIT_USAGE;
  if (!parse_size (options.size, options.out, &width, &height, &error) ||
      (options.extent != NULL && !parse_extent (options.extent, &box, &error)) ||
      !lb_map_check_path (options.out, &error) || !lb_map_request_check (&options.request, &error))
    return lb_command_fail (error);

  lb_timing_start (&timing, options.timing);
  if (options.bare && lb_bare_map_can_draw (&options.request, options.out)) {
    LbBareResult result =
      lb_bare_map_write (&options.request, options.out, width, height, options.extent != NULL ? &box : NULL, &timing, &error);
    if (result == LB_BARE_FAILED)
      return lb_command_fail (error);
    if (result == LB_BARE_DRAWN) {
      printf ("%s\n", options.out);
      return LB_EXIT_DONE;
    }
  }
  g_autofree char *lower = g_ascii_strdown (options.out, -1);
  options.request.for_pixels = g_str_has_suffix (lower, ".png");
  g_autoptr (LbMap) map = lb_map_request_run (&options.request, &timing, &error);
  if (map == NULL || (options.extent != NULL && !lb_map_extent_to_ground (lb_boundaries_get_epsg (lb_map_get_boundaries (map)), &box, &error)) ||
      !lb_map_write (map, options.out, width, height, options.extent != NULL ? &box : NULL, options.bare, &error))
    return lb_command_fail (error);
  lb_timing_stage (&timing, "draw");
  printf ("%s\n", options.out);
  return LB_EXIT_DONE;
}

const LbCommand lb_command_map = {
  "map",
  "SOURCE -o OUT.{png,svg,pdf} [--indicator ID | --field NAME] [--public] [--sheet NAME] [--level LEVEL] [--as-of DATE] [--since DATE]"
  " [--classify METHOD] [--classes K] [--breaks a,b,c,...] [--palette NAME] [--size WxH]"
  " [--extent XMIN,YMIN,XMAX,YMAX] [--bare] [--timing]",
  N_ ("Draw a map of a project or a bare boundary file"), run};
