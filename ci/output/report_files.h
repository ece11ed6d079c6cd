// SPDX-License-Identifier: MIT
// Files that a run leaves for whatever comes after it.
#pragma once

#include <string>

namespace hotfix {

// The whole of a file; of one that is larger than `limit` bytes, a part that is too. Throws
// Undecidable, with the system's reason, when it cannot be read.
std::string read_payload(const std::string& path, std::size_t limit);

// Puts `text` in the place of the file at once: nobody sees half of it, and a symbolic link is
// replaced, not followed. Folders that are missing on the way are made. Throws Undecidable, with
// the system's reason, when it cannot be written whole.
void write_file(const std::string& path, const std::string& text);

// Appends to a file that a CI has made for this purpose, and follows no symbolic link. Throws
// Undecidable as write_file does.
void append_file(const std::string& path, const std::string& text);

}  // namespace hotfix
