/* county - makes an invented county: boundaries as shapefiles, ledgers as CSV
 *
 * The same options give the same bytes, on every machine. The sample in data/sample/ is "county --out data/sample".
 */
#include "config.h"
#include "tests/county/ledgers.h"
#include "tests/county/shapefile.h"

#include <string.h>

/* Counties larger than a profile's own: Weixi's figures grow with the number of grids. */
static const Plan larger[] = {
  {.n_townships = 24, .n_villages = 900, .n_grids = 80000, .area_m2 = 4660e6, .n_oddities = 6, .cells_per_grid = 62},
  {.n_townships = 60, .n_villages = 4200, .n_grids = 600000, .area_m2 = 4660e6, .n_oddities = 20, .cells_per_grid = 42},
};

typedef struct {
  char *size, *profile, *encoding, *crs, *only;
  gboolean no_cpg, no_prj;
  gint64 seed;
} Words;

static void
words_clear (Words *self)
{
  g_free (self->size);
  g_free (self->profile);
  g_free (self->encoding);
  g_free (self->crs);
  g_free (self->only);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
options_clear (Options *self)
{
  g_free (self->out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
find_word (const char *word, const char *const *known, const char *option, GError **error)
{
  for (int i = 0; known[i] != NULL; i++)
    if (word == NULL || strcmp (word, known[i]) == 0)
      return i;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--%s does not know “%s”", option, word);
  return -1;
}

static gboolean
understand (const Words *words, Options *options, GError **error)
{
  int size = find_word (words->size, (const char *const[]){"S", "M", "L", NULL}, "size", error);
  int profile = size < 0 ? -1 : find_word (words->profile, profile_names, "profile", error);
  int encoding = profile < 0 ? -1 : find_word (words->encoding, (const char *const[]){"utf-8", "gbk", NULL}, "encoding", error);
  int crs = encoding < 0 ? -1 : find_word (words->crs, (const char *const[]){"4490", "gk", "gk-zone", NULL}, "crs", error);
  int only = crs < 0 ? -1 : find_word (words->only, (const char *const[]){"all", "boundaries", "ledgers", NULL}, "only", error);

  if (only < 0)
    return FALSE;
  if (options->out == NULL || !(options->dirty >= 0 && options->dirty <= 1)
      || !(options->households_scale > 0 && options->households_scale <= 2)) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "--out DIR is needed, --dirty is from 0 to 1, --households-scale above 0 and at most 2");
    return FALSE;
  }
  if (size > 0 && profile > 0) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--size %s is for the profile weixi only", words->size);
    return FALSE;
  }
  options->profile = profile_get (profile);
  options->plan = size > 0 ? larger[size - 1] : options->profile->plan;
  options->plan.seed = (guint64) words->seed;
  options->gbk = encoding == 1;
  options->cpg = !words->no_cpg;
  options->prj = !words->no_prj;
  options->crs = (Crs) crs;
  options->boundaries = only != 2;
  options->ledgers = only != 1;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = {.households_scale = 1};
  g_auto (Words) words = {.seed = 20251231};
  const GOptionEntry entries[] = {
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &options.out, "Folder to write to", "DIR"},
    {"size", 0, 0, G_OPTION_ARG_STRING, &words.size, "S: 4,286 grids; M: 80,000; L: 600,000", "S|M|L"},
    {"profile", 0, 0, G_OPTION_ARG_STRING, &words.profile, "Whose figures it carries", "weixi|linqu|jiyang|linzi|linxia|leting"},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &words.seed, "Another county", "N"},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &words.encoding, "Of DBF and CSV", "utf-8|gbk"},
    {"no-cpg", 0, 0, G_OPTION_ARG_NONE, &words.no_cpg, "Leave the .cpg out", NULL},
    {"crs", 0, 0, G_OPTION_ARG_STRING, &words.crs, "Degrees, or 3-degree Gauss–Krüger without or with zone", "4490|gk|gk-zone"},
    {"no-prj", 0, 0, G_OPTION_ARG_NONE, &words.no_prj, "Leave the .prj out", NULL},
    {"dirty", 0, 0, G_OPTION_ARG_DOUBLE, &options.dirty, "Share of ledger rows with a defect", "SHARE"},
    {"households-scale", 0, 0, G_OPTION_ARG_DOUBLE, &options.households_scale, "Households for each that belongs", "X"},
    {"only", 0, 0, G_OPTION_ARG_STRING, &words.only, "Leave out the rest", "boundaries|ledgers"},
    {NULL}};
  g_autoptr (GOptionContext) context = g_option_context_new ("- make an invented county");
  g_autoptr (GError) error = NULL;
  g_autoptr (Tessellation) tessellation = NULL;
  g_autoptr (Places) places = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !understand (&words, &options, &error)) {
    g_printerr ("county: %s\n", error->message);
    return 2;
  }
  g_mkdir_with_parents (options.out, 0777);
  tessellation = tessellation_new (&options.plan);
  places = places_new (tessellation, options.profile->code);
  if ((options.boundaries && !shapefiles_write (tessellation, places, &options, &error))
      || (options.ledgers && !ledgers_write (tessellation, places, &options, &error))) {
    g_printerr ("county: %s\n", error->message);
    return 1;
  }
  return 0;
}
