// SPDX-License-Identifier: MIT
// Catch2 2 and 3 behind one name.
#pragma once

#include <string>

#ifdef HOTFIX_CATCH2_V2
#include <catch2/catch.hpp>
inline auto contains(const std::string& text) { return Catch::Matchers::Contains(text); }
#else
#include <catch2/catch_all.hpp>
inline auto contains(const std::string& text) { return Catch::Matchers::ContainsSubstring(text); }
#endif
