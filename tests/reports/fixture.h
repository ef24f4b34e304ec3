/* A small document made by hand: title, headings, paragraphs with every difficulty of Chinese lines, and a long table. */
#pragma once
#include "reports/block.h"

GPtrArray *lb_fixture_blocks (guint rows);
