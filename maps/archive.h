/* archive.h - a workbook's ZIP archive is measured before anything reads it
 *
 * A few kilobytes can unpack to terabytes, and what an archive says of its own sizes need not be true. So every part is
 * unpacked into nothing and counted, up to limits.h. Any thread.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* FALSE with LB_ERROR_INPUT when the archive unpacks to more than the limits allow, is damaged, or is encrypted. */
gboolean lb_archive_check (const char *path, GError **error);

G_END_DECLS
