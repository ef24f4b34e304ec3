/* error.h - the errors of the core, phrased for the person at the screen
 *
 * Every message is one sentence that says what failed, in which file and row, and what to do.
 * The command line prints it as it is; the window shows it in a toast or banner.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define LB_ERROR (lb_error_quark ())

typedef enum {
  LB_ERROR_USAGE,     /* the call's words are wrong: unknown level, malformed date, …        */
  LB_ERROR_FILE,      /* a file cannot be read or written                                    */
  LB_ERROR_INPUT,     /* a file was read and its contents cannot be used                     */
  LB_ERROR_PROJECT,   /* not a project, a newer schema, or damaged                           */
  LB_ERROR_DATABASE,  /* SQLite refused: disk full, locked, constraint                       */
  LB_ERROR_NOT_FOUND, /* a batch, region, indicator or table of that name does not exist     */
  LB_ERROR_EXISTS,    /* already there: the project file, a batch with the same SHA-256      */
} LbError;

GQuark lb_error_quark (void);

G_END_DECLS
