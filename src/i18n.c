#include "config.h"
#include "src/i18n.h"
#include "src/paths.h"

#include <locale.h>
#include <string.h>

static const char *
wanted_locale (void)
{
  static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *value = g_getenv (names[i]);
    if (value != NULL && *value != '\0')
      return value;
  }
  return "";
}

const char *
lb_i18n_language (void)
{
  return g_str_has_prefix (wanted_locale (), "en") ? "en" : "zh";
}

void
lb_i18n_init (void)
{
  const char *language = lb_i18n_language ();
  const char *current = setlocale (LC_ALL, "");

  /* gettext translates nothing in the "C" locale; C.UTF-8 is built into glibc and does. */
  if (current == NULL || strcmp (setlocale (LC_MESSAGES, NULL), "C") == 0 ||
      strcmp (setlocale (LC_MESSAGES, NULL), "POSIX") == 0 ||
      !g_get_charset (NULL))
    setlocale (LC_ALL, "C.UTF-8");
  setlocale (LC_NUMERIC, "C");
  g_setenv ("LANGUAGE", g_str_equal (language, "en") ? "en" : "zh_CN", TRUE);

  g_autofree char *directory = lb_paths_locale_dir ();
  bindtextdomain (GETTEXT_PACKAGE, directory);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
