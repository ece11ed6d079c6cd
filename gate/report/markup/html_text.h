// SPDX-License-Identifier: MIT
// Untrusted bytes as parts of a page of HTML that is well-formed XML as well, so that any XML
// parser can say of a page whether it is whole.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hotfix {

// For running text and for the value of an attribute in double quotes. Control characters, and
// what hides or reorders text, come out as visible escapes.
std::string html_escaped(std::string_view bytes);

// The same, cut at `limit` bytes.
std::string html_brief(std::string_view bytes, std::size_t limit = 160);

using HtmlAttributes = std::vector<std::pair<std::string_view, std::string>>;

// "<name key="value">body</name>", or "<name/>" where `body` is empty and the element is one that
// never has a body. Values are escaped here; `body` is HTML already. An attribute whose value is
// empty is left out.
std::string html(std::string_view name, const HtmlAttributes& attributes, const std::string& body);
std::string html(std::string_view name, const std::string& body);

// A link to a page that opens where the reader is; `body` alone when there is no page.
std::string html_link(const std::string& page, const std::string& body);

// The first digits of a commit's id, linked to `page` when there is one.
std::string html_id(std::string_view id, const std::string& page);

// Commands to paste: nothing runs after the first that fails.
std::string html_commands(const std::vector<std::string>& commands);

}  // namespace hotfix
