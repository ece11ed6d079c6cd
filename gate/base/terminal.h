// SPDX-License-Identifier: MIT
// Text for a person at a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hotfix {

// True when the open file is a terminal that shows colors and its owner wants them: NO_COLOR
// (no-color.org) is not set, and TERM is neither missing nor "dumb".
bool wants_color(int file);

// What a person asks of the colors.
enum class ColorChoice { on_a_terminal, always, never };
bool in_color(ColorChoice choice, int file);

// True when the open file is a terminal whose program is known to open links that a text carries
// (OSC 8, "Hyperlinks in terminal emulators", gist.github.com/egmontkob): an older one may print
// the address in the middle of the text. FORCE_HYPERLINK decides for one that is not known: "0" is
// no.
bool has_links(int file);

// True when the open file is a terminal that shows more than ASCII, as its locale says.
bool shows_utf8(int file);

// `text` as a link to `url`; both without control characters.
std::string linked(std::string_view url, std::string_view text);

// How many columns a line may take: those of the terminal behind the open file, 40 to 120;
// `otherwise` where there is none.
std::size_t width_of(int file, std::size_t otherwise = 80);

// How a page is written that is not a report.
struct PageStyle {
  bool color = false;
  std::size_t width = 80;  // columns
};

// Styles, as the parameters of the escape sequence SGR.
inline constexpr std::string_view kRed = "1;31", kYellow = "1;33", kGreen = "1;32", kBold = "1",
                                  kDim = "2";

// paint(kRed, "BLOCKED"): the text in that style, closed again; without color the text alone.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  std::string operator()(std::string_view style, std::string_view text) const;

 private:
  bool color_;
};

// `text` broken at its spaces into lines of at most `width` bytes, where its words let it; all but
// the first begin with `indent` spaces, and the first is taken to stand behind as many bytes.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace hotfix
