/* aliases.h - the program's words, loaded once for all runs of a target */
#pragma once

#include "src/aliases.h"

static inline LbAliases *
fuzz_aliases (void)
{
  static LbAliases *aliases;

  if (aliases == NULL)
    aliases = lb_aliases_load (NULL);
  g_assert_nonnull (aliases);
  return aliases;
}
