/* i18n.h - the language of messages
 *
 * The product speaks Chinese unless the user's locale asks for English by name. msgids are English,
 * so a bare "C" locale (no locale set at all) must be turned into Chinese explicitly.
 */
#pragma once
#include <glib.h>
#include <libintl.h>

#define _(String)            gettext (String)
#define N_(String)           (String)
#define P_(One, Many, Count) ngettext (One, Many, (gulong) (Count))

/* Chooses the language from the environment and binds the message catalogue. Call once, first thing
 * in main() and before any thread starts. Numbers stay in the C locale throughout the program. */
void lb_i18n_init (void);

/* The language chosen: "zh" or "en". Owned by the library; any thread after lb_i18n_init(). */
const char *lb_i18n_language (void);
