// SPDX-License-Identifier: MIT
// A page that is one file: no script, nothing that is fetched, one style that its own policy knows
// by its digest. For light and dark, for paper, and for a phone.
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// The whole page. `title` is any bytes, `body` is HTML.
std::string html_page(std::string_view title, const std::string& body);

// The text of its <style>, and the SHA-256 of that in base64, as the Content-Security-Policy names
// it.
std::string_view page_style_text();
std::string_view page_style_digest();

}  // namespace hotfix
