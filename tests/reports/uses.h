/* The numbers of a report that came from lists, looked up again. */
#pragma once
#include "reports/compose.h"

/* A number from a list is a cell of it, the sum of a column or the count of its rows; one of an indicator counts regions. */
void lb_check_list_use (const LbDocument *document, const LbTemplateUse *use);
