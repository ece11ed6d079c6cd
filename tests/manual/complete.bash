# SPDX-License-Identifier: MIT
# complete.bash FOLDER: completes each line of standard input as bash does, with the files of FOLDER,
# and prints all that matches in one line.
for file in "$1"/*; do
  # shellcheck disable=SC1090
  . "$file"
done

# bash completes files and folders by itself, as a specification says.
compopt() {
  case " $* " in *' +o default '*) files='' ;; esac
  case " $* " in *' -o dirnames '*) folders=yes ;; esac
}

while IFS= read -r line; do
  # The words of readline: a blank ends one, and the sign is one.
  read -ra COMP_WORDS <<<"${line//=/ = }"
  if [[ $line == *' ' ]]; then COMP_WORDS+=(''); fi
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) files=yes folders=''
  specification=$(complete -p "${COMP_WORDS[0]}")
  [[ $specification =~ ' -o default -F '([^ ]*) ]] || exit 1
  "${BASH_REMATCH[1]}"
  word=${COMP_WORDS[COMP_CWORD]}
  if [[ ${#COMPREPLY[@]} -eq 0 && -n $files ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  elif [[ ${#COMPREPLY[@]} -eq 0 && -n $folders ]]; then
    mapfile -t COMPREPLY < <(compgen -d -- "$word")
  fi
  printf '%s\n' "${COMPREPLY[*]}"
done
