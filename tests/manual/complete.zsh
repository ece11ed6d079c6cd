# SPDX-License-Identifier: MIT
# complete.zsh FOLDER: completes each line of standard input as zsh does when TAB is pressed at its
# end, with the files of FOLDER, and prints what stands then in the place of the last word: all that
# matches, as it would be run. Nothing when nothing matches.
emulate -R zsh
zmodload zsh/zpty
out=$(mktemp) setup=$(mktemp)
cat >$setup <<SETUP
PS1= KEYTIMEOUT=1
fpath=($1 \$fpath)
autoload -Uz compinit
compinit -D -u
insert_all() { compstate[insert]=all compstate[list]=; }
show() { print -r -- "\$BUFFER" >>$out; BUFFER= comppostfuncs=(insert_all); }
zle -N show
bindkey '^I' complete-word
bindkey '^X' show
comppostfuncs=(insert_all)
print READY
SETUP

zpty shell zsh -f -i
zpty -w shell "source $setup"
zpty -r shell said '*READY*'
integer number=0
while IFS= read -r line; do
  zpty -w -n shell "$line"$'\t\x18'
  number+=1
  while (( $(wc -l <$out) < number )); do
    zpty -t shell || exit 1
    zpty -r -t shell said || sleep 0.01
  done
  left=$(tail -n 1 $out)
  [[ $left == "$line" ]] && print || print -r -- "${left#"${line% *} "}"
done
zpty -d shell
rm $out $setup
