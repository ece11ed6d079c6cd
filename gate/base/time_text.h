// SPDX-License-Identifier: MIT
// Times and durations as people and files write them. Always UTC: the same on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hotfix {

// "90m", "24h", "3d", "2w" in seconds: one whole number and one unit, at most ten years. nullopt
// for anything else.
std::optional<std::int64_t> parse_duration(std::string_view text);

// "2025-06-15" (its first second), "2025-06-15T12:30Z" or "2025-06-15T12:30:00Z" in seconds since
// the epoch. nullopt for anything else: another time zone, a day that no calendar has.
std::optional<std::int64_t> parse_date(std::string_view text);

// The same, or the seconds since the epoch as a number.
std::optional<std::int64_t> parse_time(std::string_view text);

// What parse_time makes of an option's value. Throws UsageError that names the option, "--now".
std::int64_t time_of_option(std::string_view option, const std::string& text);

// "2025-06-15T12:30:00Z".
std::string iso_time(std::int64_t time);

// "2025-06-15 12:30 UTC".
std::string shown_time(std::int64_t time);

// "3 d 4 h", "4 h 10 min", "10 min", "less than a minute": the two largest units of a duration that
// is not negative.
std::string shown_duration(std::int64_t seconds);

}  // namespace hotfix
