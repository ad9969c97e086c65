#!/bin/bash
# The register that the guides go on from, with a few years of history: `registre/`, in the folder where this runs.
set -euo pipefail
case $LANG in fr*) lang=fr ;; *) lang=en ;; esac
greffe init registre
cd registre
incubator=$([ $lang = fr ] && echo "Incubateur de services numériques" || echo "Incubator of digital services")

# keep DAY MESSAGE: what lies in the folder is committed on that day.
keep() {
  git add --all
  GIT_AUTHOR_DATE="$1T09:00:00Z" GIT_COMMITTER_DATE="$1T09:00:00Z" git commit --quiet --no-verify --message "$2"
}
# startup ID NAME MISSION PHASE DAY
startup() {
  greffe new startup "$1" --set "name=$2" --set "mission=$3" --set incubator=dinum --phase "$4" --on "$5"
}

greffe new incubator dinum --set "name=$incubator"
keep 2018-01-15 "Ouvrir le registre"
startup mes-aides "Mes aides" "Connaître en une fois les aides auxquelles on a droit" investigation 2018-01-15
startup vieux-portail "Vieux portail" "Trouver un formulaire" construction 2017-05
keep 2018-02-01 "Premiers produits"
greffe advance mes-aides construction --on 2018-09-01
keep 2018-09-03 "Mes aides passe en construction"
startup tri-malin "Tri malin" "Savoir où jeter quoi" construction 2019-03-01
keep 2019-04-02 "Ajouter Tri malin"
greffe advance vieux-portail abandon --on 2019-10
keep 2019-11-12 "Vieux portail ferme"
mkdir registry/publications
cat > registry/publications/rap-2019.yml <<'END'
# yaml-language-server: $schema=../../schema/publication.schema.json
name: RAP 2019
type: rap
year: 2019
published: 2020-05
figures:
  - {indicator: produits-lances, year: 2018, kind: actual, value: 1, method: entree-en-construction}
  - {indicator: produits-lances, year: 2019, kind: actual, value: 1, method: entree-en-construction}
END
keep 2020-05-20 "Chiffres du RAP 2019"
startup petit-pas "Petit pas" "Aider une association à démarrer" construction 2019-11-15
keep 2020-09-01 "Ajouter Petit pas, oublié"
greffe advance mes-aides acceleration --on 2020-10-01
keep 2020-10-05 "Mes aides accélère"
