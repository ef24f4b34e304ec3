/* limits.h - how much the program is willing to take from a file it did not write
 *
 * Each limit is far above what a county needs (sizes S and L of cube.h) and far below what harms the
 * machine. Reaching one gives a sentence, never a crash.
 */
#pragma once

#define LB_LIMIT_INDICATOR_BYTES (1024 * 1024)      /* one indicator file                            */
#define LB_LIMIT_QUERY_SECONDS   60.0               /* one indicator's query                         */
#define LB_LIMIT_QUERY_VALUE     (64 * 1024 * 1024) /* longest text, blob or row inside the query    */
#define LB_LIMIT_DELTAS          20000000           /* rows of one indicator                         */
