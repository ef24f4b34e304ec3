/* cmd-explain.h - the definition card on standard output, for cmd-values.c */
#pragma once
#include "src/explain.h"

void lb_explanation_print (const LbExplanation *card);
void lb_explanation_print_json (const LbExplanation *card);
