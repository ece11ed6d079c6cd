// SPDX-License-Identifier: MIT
#include "gate/report/ledger/timeline_picture.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/markup/html_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr int kSide = 14;              // left and right of the lines
constexpr int kProduction = 48;        // where its line is
constexpr int kTrack = 30;             // from one open debt to the next, while there is room
constexpr std::size_t kLabelled = 14;  // so many debts are labelled, and have room for it
constexpr std::size_t kTracks = 70;    // what is more shares the last track
constexpr int kBucket = 10;            // what came back within this is one mark
constexpr std::int64_t kHour = 3600, kDay = 86'400;

struct Debt {
  const Hotfix* hotfix;
  std::size_t number;  // from 1, as owed() has it
};

// What is drawn, and where.
struct Canvas {
  const LedgerReport& report;
  const PictureStyle& style;
  std::vector<Debt> debts;  // newest first: so no bar is crossed by the foot of another
  std::int64_t begin = 0, end = 1;
  int development = 0;  // where its line is

  int x(std::int64_t time) const {
    const std::int64_t width = style.width - 2 * kSide;
    return kSide + static_cast<int>((std::clamp(time, begin, end) - begin) * width / (end - begin));
  }
  bool is_crowded() const { return debts.size() > kLabelled; }
  int track(std::size_t place) const {
    const std::size_t tracks = std::min(kTracks, debts.size());
    const int step =
        is_crowded() ? kTrack * static_cast<int>(kLabelled) / static_cast<int>(tracks) : kTrack;
    return kProduction + kTrack + step * static_cast<int>(std::min(place, kTracks - 1));
  }
};

std::string number_of(std::int64_t n) { return std::to_string(n); }

std::string line(int x1, int y1, int x2, int y2, const std::string& kind) {
  return html(
      "path",
      {{"d", "M" + number_of(x1) + " " + number_of(y1) + "L" + number_of(x2) + " " + number_of(y2)},
       {"class", kind}},
      "");
}

std::string circle(int x, int y, int radius, const std::string& kind) {
  return html(
      "circle",
      {{"cx", number_of(x)}, {"cy", number_of(y)}, {"r", number_of(radius)}, {"class", kind}}, "");
}

// A square that stands on its point.
std::string diamond(int x, int y, int size, const std::string& kind) {
  const std::string s = number_of(size);
  return html("path",
              {{"d", "M" + number_of(x) + " " + number_of(y - size) + "l" + s + " " + s + "l-" + s +
                         " " + s + "l-" + s + " -" + s + "z"},
               {"class", kind}},
              "");
}

std::string cross(int x, int y, int size, const std::string& kind) {
  return line(x - size, y - size, x + size, y + size, kind) +
         line(x - size, y + size, x + size, y - size, kind);
}

std::string words_at(int x, int y, const std::string& kind, const std::string& words) {
  return html("text", {{"x", number_of(x)}, {"y", number_of(y)}, {"class", kind}},
              html_escaped(words));
}

// "hotfix 1f2e3d4c5b6a hotfix: totals: on kars-prod 2025-06-11 15:06 UTC".
std::string story(const LedgerReport& report, const Hotfix& hotfix) {
  std::string text = short_id(hotfix.commit) + " " + brief(visible(hotfix.subject)) + ": on " +
                     report.refs.production + " " + shown_time(hotfix.released_at);
  if (hotfix.landed_at) {
    text += ", on " + report.refs.development + " " + shown_time(*hotfix.landed_at);
  }
  if (!hotfix.lost_on_production.empty()) text += ", lost on " + report.refs.production;
  return text + ", " + std::string(state_name(hotfix.landing.state)) + ": " +
         std::string(state_words(hotfix.landing.state));
}

bool is_late(const Hotfix& hotfix) {
  return hotfix.landed_at && *hotfix.landed_at > hotfix.deadline;
}

// Those that are settled and so near to each other that one mark stands for them.
using Bucket = std::vector<const Hotfix*>;

std::string bucket_story(const Canvas& canvas, const Bucket& bucket) {
  if (bucket.size() == 1) return story(canvas.report, *bucket.front());
  const auto n = [&](bool (*test)(const Hotfix&)) {
    return std::count_if(bucket.begin(), bucket.end(),
                         [&](const Hotfix* one) { return test(*one); });
  };
  const auto back = n([](const Hotfix& one) { return is_there(one.landing.state); });
  return count(bucket.size(), "hotfix", "hotfixes") + " released from " +
         shown_time(bucket.front()->released_at) + " to " + shown_time(bucket.back()->released_at) +
         ": " + number_of(back) + " came back, " + number_of(n(is_late)) +
         " of them after the deadline; of the others nothing is owed";
}

// Where the last of them that came back did; nullptr: none did.
const Hotfix* last_back(const Bucket& bucket) {
  const Hotfix* last = nullptr;
  for (const Hotfix* one : bucket) {
    const bool is_back = is_there(one->landing.state) && one->landed_at;
    if (is_back && (!last || *one->landed_at > *last->landed_at)) last = one;
  }
  return last;
}

std::string settled_mark(const Canvas& canvas, const Bucket& bucket) {
  const int x = canvas.x(bucket.back()->released_at);
  const Hotfix* last = last_back(bucket);
  const bool is_any_late =
      std::any_of(bucket.begin(), bucket.end(), [](const Hotfix* one) { return is_late(*one); });
  const std::string kind = is_any_late ? "late" : "back";
  const std::string many = bucket.size() > 1 ? " many" : "";
  std::string shapes;
  if (!last) {
    shapes = circle(x, kProduction, 5, "none" + many);
  } else {
    const int to = canvas.x(*last->landed_at);
    shapes = line(x, kProduction, to, canvas.development, kind + " thin") +
             circle(x, kProduction, 5, kind + many) +
             (is_any_late ? diamond(to, canvas.development, 6, "late point")
                          : circle(to, canvas.development, 5, kind + many));
  }
  return html("g", {{"role", "img"}},
              html("title", html_escaped(bucket_story(canvas, bucket))) + shapes) +
         "\n";
}

// By the time of their release.
std::vector<Bucket> settled_buckets(const Canvas& canvas) {
  Bucket all;
  for (const Hotfix& hotfix : canvas.report.hotfixes) {
    if (is_settled(hotfix)) all.push_back(&hotfix);
  }
  std::stable_sort(all.begin(), all.end(), [](const Hotfix* one, const Hotfix* other) {
    return one->released_at < other->released_at;
  });
  std::vector<Bucket> buckets;
  for (const Hotfix* hotfix : all) {
    const int x = canvas.x(hotfix->released_at);
    if (buckets.empty() || canvas.x(buckets.back().front()->released_at) + kBucket <= x) {
      buckets.emplace_back();
    }
    buckets.back().push_back(hotfix);
  }
  return buckets;
}

// The number alone where many are crowded; none where several share a track.
std::string debt_label(const Canvas& canvas, const Debt& debt, std::size_t place) {
  const Hotfix& hotfix = *debt.hotfix;
  const std::string number = number_of(static_cast<std::int64_t>(debt.number));
  const std::string kind = hotfix.overdue ? "overdue" : "due";
  const int x = canvas.x(hotfix.released_at), y = canvas.track(place),
            end = std::max(canvas.x(canvas.report.now), canvas.x(hotfix.deadline));
  if (place >= kTracks) return {};
  if (canvas.is_crowded()) return words_at(x - 4, y + 4, kind + " end small", number);
  const std::string words = number + ": " + urgency(canvas.report, hotfix);
  return end > canvas.style.width / 3 ? words_at(end, y - 9, kind + " end", words)
                                      : words_at(x + 4, y - 9, kind, words);
}

std::string debt_mark(const Canvas& canvas, const Debt& debt, std::size_t place) {
  const Hotfix& hotfix = *debt.hotfix;
  const int x = canvas.x(hotfix.released_at), y = canvas.track(place),
            now = canvas.x(canvas.report.now), due = canvas.x(hotfix.deadline);
  const std::string kind = hotfix.overdue ? "overdue" : "due";
  std::string shapes = line(x, kProduction, x, y, kind + " thin") +
                       line(x, y, std::max(x + 1, now), y, kind + " bar") +
                       circle(x, kProduction, 5, kind);
  if (!hotfix.lost_on_production.empty()) shapes += cross(x, kProduction, 8, "overdue");
  shapes += line(due, y - 7, due, y + 7, "deadline") + diamond(due, y, 4, "deadline");
  shapes += debt_label(canvas, debt, place);
  const std::string told = "Number " + number_of(static_cast<std::int64_t>(debt.number)) + ", " +
                           urgency(canvas.report, hotfix) + ", deadline " +
                           shown_time(hotfix.deadline) + ": " + story(canvas.report, hotfix);
  return html("a",
              {{"href",
                "#" + canvas.style.anchor + number_of(static_cast<std::int64_t>(debt.number))}},
              html("title", html_escaped(told)) + shapes) +
         "\n";
}

// How far the marks of time lie apart: so that there are some, and not too many.
std::int64_t step_of(const Canvas& canvas) {
  const std::int64_t most = canvas.style.width < 600 ? 3 : 8;
  for (const std::int64_t step : {kHour, 3 * kHour, 6 * kHour, 12 * kHour, kDay, 2 * kDay, 7 * kDay,
                                  14 * kDay, 30 * kDay, 91 * kDay, 182 * kDay, 365 * kDay}) {
    if ((canvas.end - canvas.begin) / step <= most) return step;
  }
  return (canvas.end - canvas.begin) / most + 1;
}

std::string time_marks(const Canvas& canvas) {
  const std::int64_t step = step_of(canvas);
  const int bottom = canvas.development + 12;
  std::string text;
  for (std::int64_t time = (canvas.begin / step + 1) * step; time <= canvas.end; time += step) {
    const int x = canvas.x(time);
    if (x < kSide + 36 || x > canvas.style.width - kSide - 36) continue;
    const std::string shown = iso_time(time);
    text += line(x, kProduction, x, bottom, "grid") +
            words_at(
                x, bottom + 16, "middle faint",
                step < kDay ? shown.substr(5, 5) + " " + shown.substr(11, 5) : shown.substr(0, 10));
  }
  return text + "\n";
}

std::string lanes(const Canvas& canvas) {
  const int right = canvas.style.width - kSide, now = canvas.x(canvas.report.now);
  const bool is_left = now > canvas.style.width - 60;
  return line(kSide, kProduction, right, kProduction, "lane") +
         line(kSide, canvas.development, right, canvas.development, "lane") +
         words_at(kSide, kProduction - 12, "name",
                  brief(visible(canvas.report.refs.production), 30)) +
         words_at(kSide, canvas.development + 46, "name",
                  brief(visible(canvas.report.refs.development), 30)) +
         line(now, 16, now, canvas.development + 12, "now") +
         words_at(is_left ? now - 5 : now + 5, 14, is_left ? "faint end" : "faint", "now") + "\n";
}

std::vector<Debt> numbered_debts(const LedgerReport& report) {
  std::vector<Debt> debts;
  for (const Hotfix* hotfix : owed(report)) debts.push_back({hotfix, debts.size() + 1});
  std::stable_sort(debts.begin(), debts.end(), [](const Debt& one, const Debt& other) {
    return one.hotfix->released_at > other.hotfix->released_at;
  });
  return debts;
}

// All that is drawn lies within; a malformed date, which is 0, stretches nothing.
void fit(Canvas& canvas) {
  canvas.begin = canvas.end = canvas.report.now;
  const auto take = [&](std::int64_t time) {
    if (time <= 0) return;
    canvas.begin = std::min(canvas.begin, time);
    canvas.end = std::max(canvas.end, time);
  };
  for (const Hotfix& hotfix : canvas.report.hotfixes) {
    take(hotfix.released_at);
    if (hotfix.landed_at) take(*hotfix.landed_at);
    if (!is_settled(hotfix)) take(hotfix.deadline);
  }
  canvas.end += (canvas.end - canvas.begin) / 50 + 1;
  canvas.begin -= (canvas.end - canvas.begin) / 50;
  const std::size_t last = std::max<std::size_t>(2, canvas.debts.size()) - 1;
  canvas.development = canvas.track(last) + kTrack;
}

std::string description(const LedgerReport& report) {
  return counts(report) + ". The upper line is " + report.refs.production + ", the lower one " +
         report.refs.development +
         ". Each hotfix is told in words in its section and in the table below.";
}

}  // namespace

std::string timeline_picture(const LedgerReport& report, const PictureStyle& style) {
  if (report.hotfixes.empty()) return {};
  Canvas canvas{report, style, numbered_debts(report)};
  fit(canvas);
  const int height = canvas.development + 56;
  std::string shapes = time_marks(canvas) + lanes(canvas);
  for (const Bucket& bucket : settled_buckets(canvas)) shapes += settled_mark(canvas, bucket);
  for (std::size_t i = canvas.debts.size(); i > 0; --i) {
    shapes += debt_mark(canvas, canvas.debts[i - 1], i - 1);
  }
  const std::string title = style.name + "title", words = style.name + "words";
  return html("svg",
              {{"xmlns", "http://www.w3.org/2000/svg"},
               {"class", style.width < 600 ? "narrow" : "wide"},
               {"viewBox", "0 0 " + number_of(style.width) + " " + number_of(height)},
               {"role", "group"},
               {"aria-labelledby", title + " " + words}},
              "\n" + html("title", {{"id", title}}, "Hotfixes on both branches through time") +
                  html("desc", {{"id", words}}, html_escaped(description(report))) + "\n" +
                  shapes) +
         "\n";
}

std::string picture_legend() {
  struct Row {
    std::string shapes, words;
  };
  const Row rows[] = {
      {line(4, 4, 24, 20, "back") + circle(4, 4, 4, "back") + circle(24, 20, 4, "back"),
       "came back in time"},
      {line(4, 4, 24, 20, "late") + circle(4, 4, 4, "late") + diamond(24, 18, 5, "late point"),
       "came back after its deadline"},
      {line(2, 12, 28, 12, "due bar") + diamond(20, 12, 4, "deadline") +
           line(20, 5, 20, 19, "deadline"),
       "owed, with its deadline"},
      {line(2, 12, 28, 12, "overdue bar") + diamond(12, 12, 4, "deadline") +
           line(12, 5, 12, 19, "deadline"),
       "overdue"},
      {circle(15, 12, 5, "none"), "nothing owed"},
      {circle(15, 12, 5, "back many"), "several at once"},
      {circle(15, 12, 5, "overdue") + cross(15, 12, 8, "overdue"), "lost on production"},
  };
  std::string text;
  for (const Row& row : rows) {
    text += html("li", html("svg",
                            {{"xmlns", "http://www.w3.org/2000/svg"},
                             {"viewBox", "0 0 30 24"},
                             {"aria-hidden", "true"}},
                            row.shapes) +
                           html_escaped(row.words)) +
            "\n";
  }
  return html("ul", {{"class", "legend"}}, "\n" + text) + "\n";
}

}  // namespace hotfix
