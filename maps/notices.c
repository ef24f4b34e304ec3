#include "config.h"
#include "maps/notices.h"

#include <stdarg.h>

void
lb_notice (GPtrArray *notices, const char *format, ...)
{
  va_list args;

  if (notices == NULL)
    return;
  va_start (args, format);
  g_ptr_array_add (notices, g_strdup_vprintf (format, args));
  va_end (args);
}
