# SPDX-License-Identifier: MIT
# complete.fish FOLDER: completes each line of standard input as fish does, with the files of FOLDER,
# and prints all that matches in one line, as it would be run.
for file in $argv[1]/*.fish
    source $file
end
while read -l line
    set -l all (complete -C --escape "$line" | string replace -r '\t.*' '')
    printf '%s\n' "$all"
end
