// SPDX-License-Identifier: MIT
#include "tests/docs/recording.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <string_view>

namespace hotfix::docs {

namespace {

constexpr int kColumns = 88;
constexpr double kLetter = 8.4, kLine = 20;               // pixels
constexpr double kLeft = 20, kTop = 58, kBottom = 24;     // margins, pixels
constexpr double kType = 0.045, kThink = 0.5, kRead = 3;  // seconds: a letter, before output, after
constexpr double kAppear = 0.03;                          // seconds from line to line of output

constexpr auto kStyle = R"(
  svg { color-scheme: light dark; --paper: #fff; --edge: #d0d7de; --ink: #1f2328; --dim: #656d76;
    --red: #cf222e; --yellow: #9a6700; --green: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #0d1117; --edge: #30363d; --ink: #e6edf3; --dim: #8b949e; --red: #ff7b72;
      --yellow: #d29922; --green: #3fb950; } }
  .window { fill: var(--paper); stroke: var(--edge); }
  .knob, .cursor { fill: var(--edge); }
  text { font: 14px/1 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
    fill: var(--ink); white-space: pre; }
  .prompt, .dim { fill: var(--dim); }
  .bold, .red, .yellow, .green { font-weight: 600; }
  .red { fill: var(--red); }
  .yellow { fill: var(--yellow); }
  .green { fill: var(--green); }
  .cursor { fill: var(--dim); }
  @media (prefers-reduced-motion: no-preference) {
    .late { animation: appear 1ms steps(1) backwards; }
    .typed { animation: type 1s linear backwards; }
    .cursor { animation: appear 1ms steps(1) backwards, blink 1s steps(1) 8; } }
  @keyframes appear { from { opacity: 0; } }
  @keyframes type { from { clip-path: inset(-4px 100% -4px 0); } to { clip-path: inset(-4px 0 -4px 0); } }
  @keyframes blink { 50% { opacity: 0; } }
)";

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else {
      result += c;
    }
  }
  return result;
}

std::string number(double value) {
  std::ostringstream text;
  text.precision(5);
  text << value;
  return text.str();
}

std::string in_class(const std::string& name, const std::string& text) {
  if (name.empty() || text.empty()) return escaped(text);
  return "<tspan class=\"" + name + "\">" + escaped(text) + "</tspan>";
}

// The class of a style of the terminal: the parameters of the sequence SGR.
std::string class_of(const std::string& parameters) {
  static const std::map<std::string, std::string> classes = {
      {"1;31", "red"}, {"1;33", "yellow"}, {"1;32", "green"}, {"1", "bold"}, {"2", "dim"}};
  const auto found = classes.find(parameters);
  return found == classes.end() ? std::string() : found->second;
}

constexpr std::string_view kEscape = "\x1b[";

// Behind the sequence that begins at `at`: its letter ends it.
std::size_t end_of_escape(const std::string& line, std::size_t at) {
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  const auto from = line.begin() + static_cast<std::ptrdiff_t>(at + kEscape.size());
  const auto letter = std::find_if(from, line.end(), is_letter);
  return static_cast<std::size_t>(letter - line.begin()) + (letter == line.end() ? 0 : 1);
}

// A line of output; other sequences than those of styles are left out.
std::string styled(const std::string& line) {
  std::string result, style;
  for (std::size_t at = 0; at < line.size();) {
    const auto escape = std::min(line.find(kEscape, at), line.size());
    result += in_class(style, line.substr(at, escape - at));
    at = escape == line.size() ? escape : end_of_escape(line, escape);
    const std::string sequence = line.substr(escape, at - escape);
    if (sequence.ends_with('m')) style = class_of(sequence.substr(2, sequence.size() - 3));
  }
  return result;
}

// Writes line below line, each at its time.
class Picture {
 public:
  void command(const Take& take) {
    now_ += kThink;
    for (std::size_t i = 0; i < take.command.size(); ++i) {
      const std::string prompt = in_class("prompt", i == 0 ? "$ " : "> ");
      const std::string& text = take.command[i];
      const double letters = static_cast<double>(text.size());
      const double length = take.pasted ? 0 : letters * kType;
      place(0, "late", now_, prompt);
      place(2, take.pasted ? "late" : "typed", now_, escaped(text), length, text.size());
      now_ += length;
      ++row_;
    }
    now_ += kThink;
  }

  void output(const Lines& lines) {
    for (const std::string& line : lines) {
      if (!line.empty()) place(0, "late", now_, styled(line));
      now_ += kAppear;
      ++row_;
    }
    now_ += lines.size() > 6 ? kRead : kThink;
  }

  void cursor() {
    place(0, "late", now_, in_class("prompt", "$ "));
    body_ += "  <rect class=\"cursor\" x=\"" + number(kLeft + 2 * kLetter) + "\" y=\"" +
             number(y() - 13) + "\" width=\"" + number(kLetter) + "\" height=\"17\"" +
             " style=\"animation-delay:" + number(now_) + "s," + number(now_) + "s\"/>\n";
    ++row_;
  }

  std::string text(const std::string& title, const std::string& description) const {
    const std::string width = number(2 * kLeft + kColumns * kLetter);
    const std::string height = number(kTop + row_ * kLine - kLine + kBottom);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " +
                      height + "\" width=\"" + width + "\" height=\"" + height +
                      "\" role=\"img\" aria-labelledby=\"title desc\">\n";
    svg +=
        "  <!-- Made from a real run by tests/docs/recording_test.cpp; it fails while this is "
        "stale. SPDX-License-Identifier: MIT -->\n";
    svg += "  <title id=\"title\">" + escaped(title) + "</title>\n  <desc id=\"desc\">" +
           escaped(description) + "</desc>\n  <style>" + kStyle + "  </style>\n";
    svg += "  <rect class=\"window\" x=\".5\" y=\".5\" width=\"" +
           number(2 * kLeft + kColumns * kLetter - 1) + "\" height=\"" +
           number(kTop + row_ * kLine - kLine + kBottom - 1) + "\" rx=\"8\"/>\n";
    for (const int x : {22, 42, 62}) {
      svg += "  <circle class=\"knob\" cx=\"" + std::to_string(x) + "\" cy=\"22\" r=\"6\"/>\n";
    }
    return svg + body_ + "</svg>\n";
  }

 private:
  double y() const { return kTop + row_ * kLine; }

  // `letters`: for what is typed, in `seconds`, a step for each.
  void place(int column, const std::string& name, double begin, const std::string& markup,
             double seconds = 0, std::size_t letters = 0) {
    body_ += "  <text x=\"" + number(kLeft + column * kLetter) + "\" y=\"" + number(y()) +
             "\" class=\"" + name + "\" style=\"animation-delay:" + number(begin) + "s";
    if (seconds > 0) {
      body_ += ";animation-duration:" + number(seconds) + "s;animation-timing-function:steps(" +
               std::to_string(letters) + ")";
    }
    body_ += "\">" + markup + "</text>\n";
  }

  std::string body_;
  double now_ = 0;
  int row_ = 0;
};

}  // namespace

std::string without_styles(std::string line) {
  for (auto at = line.find(kEscape); at != line.npos; at = line.find(kEscape)) {
    line.erase(at, end_of_escape(line, at) - at);
  }
  return line;
}

std::string recording(const std::string& title, const std::string& description,
                      const std::vector<Take>& session) {
  Picture picture;
  for (const Take& take : session) {
    picture.command(take);
    picture.output(take.output);
  }
  picture.cursor();
  return picture.text(title, description);
}

}  // namespace hotfix::docs
