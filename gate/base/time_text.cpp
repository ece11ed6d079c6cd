// SPDX-License-Identifier: MIT
#include "gate/base/time_text.h"

#include <charconv>
#include <chrono>
#include <cstdio>

#include "gate/base/error.h"

namespace hotfix {

namespace {

constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kLongest = 3650 * kDay;
constexpr std::int64_t kLastTime = 253'402'300'799;  // the end of the year 9999

// Digits alone: no sign, no blank, nothing after them.
std::optional<std::int64_t> number(std::string_view digits) {
  std::int64_t value = 0;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

std::int64_t seconds_in(char unit) {
  switch (unit) {
    case 'm':
      return kMinute;
    case 'h':
      return kHour;
    case 'd':
      return kDay;
    case 'w':
      return 7 * kDay;
    default:
      return 0;
  }
}

// True when `text` has the shape of `form`, in which '0' stands for any digit.
bool is_like(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '0' ? !digit : text[i] != form[i]) return false;
  }
  return true;
}

std::optional<std::int64_t> midnight(std::string_view date) {
  using namespace std::chrono;
  const year_month_day day(year(static_cast<int>(*number(date.substr(0, 4)))),
                           month(static_cast<unsigned>(*number(date.substr(5, 2)))),
                           std::chrono::day(static_cast<unsigned>(*number(date.substr(8, 2)))));
  if (!day.ok()) return std::nullopt;
  return std::int64_t{sys_days(day).time_since_epoch().count()} * kDay;
}

std::string formatted(const char* format, std::int64_t time) {
  using namespace std::chrono;
  const sys_seconds point{seconds(time)};
  const year_month_day day(floor<days>(point));
  const hh_mm_ss clock(point - floor<days>(point));
  char text[64];
  std::snprintf(text, sizeof text, format, static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::int64_t unit = seconds_in(text.back());
  const auto value = number(text.substr(0, text.size() - 1));
  if (!value || unit == 0 || *value > kLongest / unit) return std::nullopt;
  return *value * unit;
}

std::optional<std::int64_t> parse_date(std::string_view text) {
  const bool bare = is_like(text, "0000-00-00"), short_clock = is_like(text, "0000-00-00T00:00Z");
  if (!bare && !short_clock && !is_like(text, "0000-00-00T00:00:00Z")) return std::nullopt;
  const auto start = midnight(text);
  if (!start || bare) return start;
  const std::int64_t hours = *number(text.substr(11, 2)), minutes = *number(text.substr(14, 2));
  const std::int64_t seconds = short_clock ? 0 : *number(text.substr(17, 2));
  if (hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
  return *start + hours * kHour + minutes * kMinute + seconds;
}

std::optional<std::int64_t> parse_time(std::string_view text) {
  if (const auto date = parse_date(text)) return date;
  const auto seconds = number(text);
  return seconds && *seconds <= kLastTime ? seconds : std::nullopt;
}

std::int64_t time_of_option(std::string_view option, const std::string& text) {
  if (const auto time = parse_time(text)) return *time;
  throw UsageError(std::string(option) + " '" + text +
                   "' is not a time: write 2025-06-15T12:30Z or seconds since the epoch");
}

std::string iso_time(std::int64_t time) {
  return formatted("%04d-%02u-%02uT%02d:%02d:%02dZ", time);
}

std::string shown_time(std::int64_t time) {
  return formatted("%04d-%02u-%02u %02d:%02d UTC", time);
}

std::string shown_duration(std::int64_t seconds) {
  const std::int64_t days = seconds / kDay, hours = seconds % kDay / kHour,
                     minutes = seconds % kHour / kMinute;
  const auto both = [](std::int64_t large, const char* one, std::int64_t small, const char* other) {
    const std::string text = std::to_string(large) + one;
    return small == 0 ? text : text + " " + std::to_string(small) + other;
  };
  if (days > 0) return both(days, " d", hours, " h");
  if (hours > 0) return both(hours, " h", minutes, " min");
  return minutes > 0 ? std::to_string(minutes) + " min" : "less than a minute";
}

}  // namespace hotfix
