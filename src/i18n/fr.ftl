### Le catalogue français. Chaque phrase a sa jumelle dans en.ftl, avec les mêmes arguments. Ce que
### disent les règles n’est pas ici : chacune a ses phrases à la fin de sa page, sous docs/fr/rules.

## Aide

cli = Tient un registre public dans git, le valide, et relit son histoire.
cli-validate = Vérifie les fiches : chaque erreur, à sa place, avec le moyen de la corriger.
cli-import = Reprend un registre existant, avec son histoire.
cli-import-beta-gouv = Reprend le registre de beta.gouv.fr : un commit pour un commit ; une seconde fois, seulement ce qui est nouveau.
cli-import-eig = Reprend un site des entrepreneurs d’intérêt général (listes dans « _data », ou pages sous « content »).
cli-import-all = Reprend plusieurs registres en un seul, dans l’ordre des dates de leurs commits ; sans source, tous ceux dont le registre se souvient.
arg-source = Clone du registre à reprendre (un dépôt git, nu ou non).
arg-into = Dossier du registre à écrire : nouveau, vide, ou celui d’un import précédent.
arg-branch = Branche à reprendre (à défaut celle du HEAD de la source, ou la seule qu’elle ait).
arg-name = Nom de la source dans les commits repris (à défaut celui de son dossier).
arg-sources = Clones à reprendre, chacun avec sa nature : beta-gouv=beta.gouv.fr.git eig=site-eig.git
arg-now = L’heure du serveur (RFC 3339), là où celle du système n’est pas à jour.
arg-mainline_first_parent = Fusion ordinaire, bien qu’un avertissement la nomme (peut être répété) : elle ne sera plus nommée.
arg-ours = Là où le registre et la source ont changé la même chose, garder ce que dit le registre (c’est ce qui se fait sans rien dire).
arg-theirs = Là où le registre et la source ont changé la même chose, prendre ce que dit la source.
arg-mainline_second_parent = Fusion à suivre par son second parent (peut être répété) : voir l’avertissement qui la nomme.
arg-pseudonyms = Ne dit des personnes qu’un pseudonyme (c’est le cas par défaut ; un pseudonyme n’est pas l’anonymat).
arg-names = Reprend aussi le nom des personnes.
arg-restart = Récrit le registre depuis toutes les sources dont il se souvient : ses commits changent de nom.
arg-dry_run = N’écrit rien, et dit ce qui se passerait.
help-usage = Utilisation :
help-options = Options{ " " }
help-arguments = Arguments{ " " }
help-commands = Commandes{ " " }
help-command = COMMANDE
arg-help = Affiche cette aide.
arg-version = Affiche la version.
arg-directory = Travaille dans le dossier DIR plutôt que dans le dossier courant.
arg-lang = Langue des messages : fr ou en (à défaut, celle du système, sinon le français).
arg-color = Couleurs : auto (sur un terminal), always (toujours), never (jamais).
arg-quiet = N’affiche que la réponse, sans remarque ni progression.
arg-format = Format de la réponse : human (pour être lue) ou json.
arg-today = Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.
cli-validate-paths = Ne montre que ce qui concerne ces fichiers ou dossiers (tout le registre est lu quand même).
arg-staged = Vérifie ce que le prochain commit change (les fichiers passés par « git add »), et ce qu’il casse ailleurs.
arg-index = Vérifie tout ce que le prochain commit contiendra (l’index), plutôt que le dossier de travail.
arg-rev = Vérifie ce commit, sans toucher au dossier de travail.
arg-fail_on = Gravité à partir de laquelle la commande échoue : error, warning, advice ou never (à défaut error).

## Ligne de commande

cli-validate-format = Format : human, json, github, gitlab, sarif ou junit ; FORMAT=FICHIER l’écrit dans un fichier. Se répète.
two-formats = deux formats ne peuvent pas aller ensemble sur la sortie standard
two-formats-help = donnez un fichier à l’un d’eux : --format sarif=rapport.sarif
unwritable-file = le fichier « { $path } » ne peut pas être écrit
stdout-lost = la réponse n’a pas pu être écrite en entier sur la sortie standard

usage-unknown-argument = l’option « { $argument } » n’existe pas
usage-unknown-command = la commande « { $name } » n’existe pas
usage-missing-command = il manque une commande
usage-missing-argument = il manque { $argument }
usage-missing-value = l’option { $argument } attend une valeur
usage-bad-value = « { $value } » ne convient pas pour { $argument }
usage-value-not-in-list = « { $value } » ne convient pas pour { $argument } (au choix : { $valid })
usage-conflict = { $argument } ne va pas avec { $other }
usage-twice = { $argument } est donné deux fois
usage-other = cette ligne de commande ne peut pas être comprise
usage-near = vouliez-vous dire « { $near } » ?
usage-help = « greffe --help » présente les commandes, « greffe COMMANDE --help » leurs options.

## Cadre des réponses

failure-line = Erreur : { $message }
cause-line = cause : { $cause }
help-line = aide : { $help }
count-errors = { $count ->
    [one] { $count } erreur
   *[other] { $count } erreurs
}
count-warnings = { $count ->
    [one] { $count } avertissement
   *[other] { $count } avertissements
}
count-advice = { $count ->
    [one] { $count } conseil
   *[other] { $count } conseils
}
count-records = { $count ->
    [one] { $count } fiche lue
   *[other] { $count } fiches lues
}
count-changed = { $count ->
    [0] aucune fiche du prochain commit
    [one] { $count } fiche du prochain commit
   *[other] { $count } fiches du prochain commit
}
validate-staged-clean = { $records ->
    [0] Aucune remarque sur ce que le prochain commit change.
    [one] Aucune remarque : la fiche que le prochain commit change est en ordre.
   *[other] Aucune remarque : les { $records } fiches que le prochain commit change sont en ordre.
}
validate-clean = { $records ->
    [one] Aucune remarque : la fiche est en ordre.
   *[other] Aucune remarque : les { $records } fiches sont en ordre.
}
findings-not-listed = { $count ->
    [one] … et { $count } autre dans « { $path } », comptée mais non listée
   *[other] … et { $count } autres dans « { $path } », comptées mais non listées
}
validate-summary = { $errors }, { $warnings }, { $advice } ({ $records }{ $set_aside }).

## Échecs

no-repository = aucun dépôt git dans « { $path } » ni au-dessus
no-repository-help = placez-vous dans le dossier du registre, ou indiquez-le avec -C DOSSIER.
no-register = pas de registre dans « { $path } » : ni registry/ ni schema/registry.yml
no-register-index = pas de registre dans l’index de git de « { $path } » (ce que le prochain commit contiendra) : ni registry/ ni schema/registry.yml
no-register-commit = pas de registre dans le commit { $commit } de « { $path } » : ni registry/ ni schema/registry.yml
no-register-help = placez-vous dans le dossier du registre, ou indiquez-le avec -C DOSSIER ; « greffe init DOSSIER » en pose un nouveau
no-register-help-below = il y en a un dans { $folder }, mais un registre se tient tout en haut de son dépôt : déplacez-y registry/ et schema/
no-register-help-commit = indiquez un commit qui contient le registre, ou placez-vous dans son dossier (ou indiquez-le avec -C DOSSIER)
foreign-repository = le dépôt « { $path } » appartient à un autre utilisateur
foreign-repository-help = si vous lui faites confiance, déclarez-le : git config --global --add safe.directory "{ $path }"
unreadable-repository = le dépôt « { $path } » ne peut pas être lu
unsupported-repository = le dépôt « { $path } » est d’un format que Greffe ne sait pas lire
unsupported-repository-help = les identifiants SHA-256 et les références « reftable » ne sont pas pris en charge : clonez-le dans un dépôt ordinaire.
failed-to-create-repository = le dépôt « { $path } » ne peut pas être créé
shallow-clone = ce clone est superficiel : il lui manque des commits, et son histoire serait fausse
shallow-clone-help = récupérez toute l’histoire avec : git fetch --unshallow
unknown-revision = aucun commit ne répond au nom de « { $revision } »
unknown-revision-help = donnez une branche, une étiquette ou le début d’un identifiant de commit ; « git log » les montre.
unreadable-head = le commit courant (HEAD) ne peut pas être lu
unreadable-branches = les branches du dépôt ne peuvent pas être lues
unreadable-object = l’objet git { $object } ne peut pas être lu
unreadable-object-help = le dépôt est abîmé, ou c’est un clone partiel (--filter) : « git fsck » dit ce qui manque, un clone complet le répare.
unreadable-file = le fichier « { $path } » ne peut pas être lu
unreadable-index = l’index de git ne peut pas être lu
split-index-help = il est scindé, ce que Greffe ne sait pas lire : rendez-le entier par « git update-index --no-split-index »
sparse-index-help = il est partiel, ce que Greffe ne sait pas lire : rendez-le entier par « git sparse-checkout reapply --no-sparse-index »
bare-repository = ce dépôt n’a pas de dossier de travail
bare-repository-help = indiquez le commit à lire, par exemple : --rev HEAD
detached-head = HEAD ne désigne aucune branche
detached-head-help = placez-vous d’abord sur une branche : git switch main
failed-to-write-git = git n’a pas pu écrire
failed-to-write-yaml = la fiche ne peut pas être écrite en YAML
path-outside = « { $path } » est hors du dépôt
path-outside-help = indiquez un fichier ou un dossier du registre.
path-unknown = « { $path } » n’est ni une fiche, ni un dossier de fiches
path-unknown-help = vérifiez l’orthographe du chemin ; les fiches sont sous registry/.

## Dates

date-year = { $year }
date-month = { $month } { $year }
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month-short = { $month }/{ $year }
date-day-short = { $day ->
    [1] 01
    [2] 02
    [3] 03
    [4] 04
    [5] 05
    [6] 06
    [7] 07
    [8] 08
    [9] 09
   *[other] { $day }
}/{ $month }/{ $year }
date-month-name = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[other] décembre
}
date-month-short-name = { $month ->
    [1] 01
    [2] 02
    [3] 03
    [4] 04
    [5] 05
    [6] 06
    [7] 07
    [8] 08
    [9] 09
    [10] 10
    [11] 11
   *[other] 12
}
date-on = { $date_precision ->
    [day] le { $date }
   *[other] en { $date }
}

## Types

type-date = une date
type-list = une liste
type-boolean = true ou false
type-integer = un nombre entier
type-null = rien
type-number = un nombre
type-map = un ensemble de champs
type-text = un texte
type-other = autre chose
type-or = { $one } ou { $other }

## Erreurs de YAML

yaml-tab = une tabulation sert de décalage (utilisez des espaces)
yaml-brackets = un crochet ou une accolade manque, ou est de trop
yaml-quotes = des guillemets ne sont pas fermés
yaml-escape = après une barre oblique inverse, ce caractère n’a pas de sens entre guillemets doubles
yaml-indentation = le décalage de cette ligne ne correspond pas à celui des lignes voisines
yaml-colon = ces deux-points sont mal placés : il en manque après un nom de champ, une valeur contient « : » sans guillemets, ou la ligne est mal décalée
yaml-character = le caractère { $character } ne peut pas commencer une valeur sans guillemets
yaml-comment = il faut une espace avant « # »
yaml-complex-key = un nom de champ ne peut être ni une liste, ni un ensemble de champs
yaml-other = il ne peut pas être lu à partir d’ici

## Ce que plusieurs règles montrent

related-phase-before = la phase d’avant, « { $phase } », est ici

## Commandes d’histoire

cli-build = Met à jour l’index de l’histoire (chaque question le fait aussi, d’elle-même).
cli-build-check = Relit toute l’histoire et vérifie que chaque index en est l’égal, table par table.
cli-indicators = Donne les sept indicateurs par année, tels que connus à une date.
cli-history = Montre comment un chiffre a évolué à mesure que le registre l’apprenait.
cli-published = Met chaque réalisation publiée à côté de ce que le registre en dit, à la parution et aujourd’hui.
cli-published-format = Format de la réponse : human (pour être lue), json, csv ou markdown.
cli-published-indicator = Indicateurs à montrer, par identifiant (produits-lances) ou par code (1.2) ; sinon tous.
cli-why = Montre les fiches qui font un chiffre, et le commit qui a établi chacune.
cli-log = Raconte la vie d’une fiche : ses faits, leurs révisions, ses noms.
cli-log-fields = Montre tous les champs qui changent, les textes libres aussi.
cli-diff = Dit ce qui a changé entre deux dates ou deux commits, dans les fiches et dans les chiffres.
cli-diff-from = Premier moment : un jour (AAAA-MM-JJ, en entier, au fuseau horaire du registre), un instant (RFC 3339) ou un commit.
cli-diff-to = Second moment, donné de même ; il peut précéder le premier.
cli-diff-full = Montre aussi les faits qui cessent seulement d’être approximatifs, et les textes libres qui changent.
cli-diff-indicator = Ne montre que cet indicateur et les faits qu’il compte ; peut être répété.
cli-diff-method = Manière de compter, par son identifiant (sinon la première de chaque indicateur) ; ne montre que les faits qu’elle compte.
cli-statement = Écrit les chiffres d’une année sous une forme que chacun peut recalculer.
cli-statement-year = L’année des chiffres
cli-verify = Recalcule une déclaration de chiffres, et dit en quoi elle diffère.
cli-verify-branch = Juge d’après la branche principale qui mène à cette branche, et non à HEAD
cli-verify-signatures = Fait vérifier par git les signatures des commits sur lesquels reposent les chiffres, avec les clés qu’il a
cli-verify-file = Le fichier que « greffe statement » a écrit
arg-indicator = Indicateur, par son identifiant (produits-lances) ou son code (1.2).
arg-year = Année du chiffre.
cli-indicators-from = Première année à montrer.
cli-indicators-to = Dernière année à montrer.
cli-indicators-format = Format de la réponse : human (pour être lue), json, csv ou markdown.
cli-indicators-every = Donne les chiffres tels que connus à la fin de chaque période : month (mois), quarter (trimestre) ou year (année), au fuseau horaire du registre.
cli-indicators-pap = Présente les indicateurs comme le PAP de cette année, à côté de ce que le registre donne.
cli-indicators-by = Regroupe les chiffres par valeur d’un champ, ou d’un champ des fiches qu’il désigne (incubator, sponsors.type).
years-backwards = { $from } vient après { $to }
years-too-many = de { $from } à { $to }, il y a { $count } ans
years-too-many-help = demandez { $limit } ans au plus : --from 2015 --to 2020
every-too-many = les commits du registre s’étendent sur { $count } périodes de cette durée
every-too-many-help = { $limit } au plus peuvent être montrées : choisissez une période plus longue (--every year), ou un moment plus ancien (--as-of)
years-backwards-help = donnez d’abord l’année la plus ancienne : --from 2015 --to 2020
arg-method = Manière de compter, par son identifiant (à défaut, la première de l’indicateur).
arg-as_of = Tel que connu ce jour-là (AAAA-MM-JJ, en entier, au fuseau horaire du registre), à cet instant (RFC 3339) ou à ce commit.
arg-include_planned = Compte aussi ce qui n’est que prévu.
arg-validate = Vérifie d’abord le registre, et s’arrête s’il contient des erreurs.
arg-record = Fiche, par type et identifiant (startup/pix), par identifiant seul, présent ou passé, ou par fichier.

no-commit = le dépôt n’a encore aucun commit
no-commit-help = l’histoire se lit dans les commits : faites-en un d’abord.
off-mainline = le commit « { $revision } » n’est pas dans l’histoire de la branche courante
off-mainline-help = donnez un commit que « git log » montre sur cette branche, ou une date.
no-such-day = le jour « { $text } » n’existe pas
no-such-day-help = écrivez AAAA-MM-JJ, par exemple 2022-01-31.
unusable-indicator = remarque : la définition { $path } ne peut pas être utilisée (« greffe validate » dit pourquoi).
index-not-kept = remarque : l’index n’a pas pu être gardé dans { $path } ({ $cause }) ; la réponse n’en dépend pas.
foxtrot =
    remarque : la fusion { $merge } cache peut-être la branche principale derrière son second parent, { $second } ({ $count ->
        [one] { $count } commit est
       *[other] { $count } commits sont
    } derrière lui). Si la branche principale passait par là, ajoutez { $merge } à « mainline_second_parent » dans schema/registry.yml.
clock-ahead = remarque : le commit { $commit } se dit fait à { $said }, bien après ceux qui le suivent : son horloge était fausse. Il compte comme connu le { $known }. Si vous savez mieux, écrivez sa vraie date sous « known_dates » dans schema/{ $file }.
clock-behind = remarque : le commit { $commit } se dit fait à { $said }, bien avant un commit qui le précède : l’une des deux horloges était fausse. Il compte comme connu le { $known }. Si vous savez laquelle, écrivez la vraie date de ce commit-là sous « known_dates » dans schema/{ $file }.
clock-ahead-more = { $count ->
    [one] remarque : { $count } autre commit a une horloge fausse (« greffe export » le liste).
   *[other] remarque : { $count } autres commits ont une horloge fausse (« greffe export » les liste).
}
known-late = dit tard : { $reason }
second-parent-unfollowed =
    remarque : { $merge }, que « mainline_second_parent » nomme dans schema/{ $file }, n’est pas une fusion de la branche principale. Retirez-le, ou corrigez-le.
index-removed = remarque : l’index { $path } était abîmé ; il a été supprimé, et sera reconstruit à la prochaine comparaison d’une modification avec sa base.
index-mended = remarque : l’index { $path } était abîmé ; il a été reconstruit, et la réponse n’en dépend pas.
statement-before-all = aucun commit n’était connu à ce moment
statement-before-all-help = donnez une date plus récente, ou un commit.
no-statement = le fichier « { $path } » n’est pas une déclaration de chiffres
no-statement-help = donnez un fichier que « greffe statement ANNÉE » a écrit.
statement-too-large = « { $path } » dépasse la taille de toute attestation ({ $limit } Mio)
verify-confirmed =
    Confirmé : le dépôt donne les chiffres de { $year } de { $path }, tels que connus au commit { $commit } du { $day }, en comptant { $plans ->
        [yes] aussi ce qui est prévu après le { $today }
       *[no] ce qui avait pris effet au { $today }
    }, selon les définitions du commit { $definitions }.
verify-vouched =
    Parmi les { $count } unités qui les composent, { $forge } reposent sur un commit signé par une forge, { $person } sur un commit signé par une personne, { $nobody } sur un commit que personne n’a signé.
verify-not-verified = Signés, non vérifiés : « greffe verify --signatures » fait vérifier les signatures par git, là où il a les clés.
verify-signatures = Pour les commits sur lesquels ils reposent : { $told }.
verify-signature-bad = Le commit { $commit } n’est pas ce qui a été signé, ou sa clé a été révoquée.
verify-late = Le commit { $commit } est arrivé longtemps après sa date : « { $reason } ».
verify-today-later = La déclaration vaut au { $today }, alors que son commit était connu le { $day } : ce qui a pris effet entre les deux compte, tel qu’il était prévu ce jour-là.
verify-today-earlier = La déclaration vaut au { $today }, alors que son commit n’a été connu que plus tard, le { $day } : ce qui a pris effet entre les deux ne compte pas.
verify-answered-alike =
    Désormais, { $count ->
        [one] un commit de plus répond
       *[other] { $count } commits de plus répondent
    } pour le { $today }, et le dernier, { $commit }, donne les mêmes chiffres.
verify-answered-otherwise =
    Attention : désormais, { $count ->
        [one] un commit de plus répond
       *[other] { $count } commits de plus répondent
    } pour le { $today }, et le dernier, { $commit }, donne d’autres chiffres que celui qui est déclaré :
verify-off-merged = Le commit { $commit } n’est pas sur la branche principale : il est venu d’une branche latérale, avec la fusion { $merge }. Seule la branche principale dit quand une chose a été connue.
verify-off-branch = Le commit { $commit } n’est pas sur la branche principale, mais sur la branche « { $branch } », qui n’est pas fusionnée : personne n’a accepté ce qu’elle dit. « --branch { $branch } » juge d’après cette branche.
verify-off-tag = Le commit { $commit } n’est pas sur la branche principale : seule l’étiquette « { $tag } » y mène. Qui peut poser une étiquette pourrait déclarer n’importe quoi.
verify-off-dropped = Le commit { $commit } n’est plus sur la branche principale : il a été remplacé ou retiré, et le registre a été réécrit depuis.
verify-off-names = { $commit } n’est pas un commit, mais une étiquette du commit { $named } : une déclaration nomme le commit lui-même.
verify-off-gone = Le commit { $commit } n’est pas dans ce dépôt : le registre a été réécrit depuis, ou cette copie est en retard (« git fetch » apporte ce qui manque).
verify-not-here = La branche principale n’a aucun commit connu à ce moment : il n’y a rien à quoi comparer les chiffres.
verify-same-figures = Les mêmes chiffres sortent de ce qui est maintenant sur la branche principale, au commit { $commit } du { $day }.
verify-other-figures = D’autres chiffres sortent de ce qui est maintenant sur la branche principale, au commit { $commit } du { $day } :
verify-off-mainline = Pas confirmé : { $path } ne repose pas sur la branche principale. Une nouvelle déclaration peut en être tirée.
no-such-branch = il n’y a pas de branche « { $branch } »
no-such-branch-help = donnez l’une de { $known }, ou celle d’un dépôt distant (origin/main).
verify-refuted = { $count ->
    [one] Non confirmé : { $path } diffère en un point de ce que le dépôt donne.
   *[other] Non confirmé : { $path } diffère en { $count } points de ce que le dépôt donne.
}
verify-field = « { $field } » : { $stated } est déclaré, le dépôt donne { $computed }.
verify-value = { $indicator } ({ $method }) : { $stated } est déclaré, le dépôt donne { $computed }.
verify-not-counted = { $indicator } ({ $method }) : { $record } est déclaré ainsi, et le dépôt ne le compte pas ainsi.
verify-not-stated = { $indicator } ({ $method }) : le dépôt compte { $record }, qui n’est pas déclaré ainsi.
verify-unknown-figure = { $indicator } ({ $method }) est déclaré, et le dépôt ne définit pas ce chiffre.
verify-missing-figure = { $indicator } ({ $method }) n’est pas déclaré, et le dépôt définit ce chiffre.
verify-otherwise = Les chiffres sont les mêmes, mais la déclaration est écrite autrement : un ordre, un code ou une ligne répétée.
file-not-written = « { $path } » ne peut pas être écrit
folder-is-file = « { $path } » est un fichier, et non un dossier
folder-is-file-help = donnez le nom d’un dossier.
folder-link = « { $path } » est un lien symbolique ou se trouve derrière un lien : rien n’est écrit à travers un lien
folder-link-help = indiquez le dossier auquel il mène, ou retirez le lien.
index-not-written = l’index ne peut pas être écrit dans « { $path } »
unknown-indicator = l’indicateur « { $name } » n’existe pas
unknown-indicator-help = au choix : { $known }.
unknown-method = « { $indicator } » ne se compte pas par « { $name } »
unknown-method-of-any = aucun indicateur ne se compte par « { $name } »
unknown-method-help = au choix : { $known }.
unknown-record = aucune fiche n’a jamais porté le nom « { $name } »
unknown-record-help = vérifiez l’orthographe, ou précisez le type : startup/pix.
count-commits = { $count ->
    [one] { $count } commit
   *[other] { $count } commits
}
count-known-records = { $count ->
    [one] { $count } fiche
   *[other] { $count } fiches
}
count-facts = { $count ->
    [one] { $count } fait
   *[other] { $count } faits, révisions comprises
}
build-counts = { $commits }, { $records }, { $facts }
build-done = Index mis à jour : { $counts }.
build-fresh = Index déjà à jour : { $counts }.
build-check-same = L’index est égal à une histoire relue en entier.
build-check-differs = L’index diffère d’une histoire relue en entier ({ $tables }) : supprimez { $path }, il sera reconstruit à la prochaine question.
validate-no-error = { $records ->
    [one] Registre sans erreur ({ $records } fiche).
   *[other] Registre sans erreur ({ $records } fiches).
}
validate-refused = Le registre contient { $errors } : les chiffres ne sont pas donnés.
figures-indicator = Indicateur
figures-published = publié
figures-unknown = nd
figures-unknown-legend = nd : non déterminé, le registre ne permet pas de le savoir.
figures-approximate-legend = ≈ : repose en partie sur un nom de phase ancien, ou sur une date illisible ou incertaine.
figures-share = { $percent } % ({ $part }/{ $whole })
figures-share-of-nothing = – (0/0)
every-known = Connu au
every-which-year = de quelle année voulez-vous suivre les chiffres ?
every-which-year-help = ajoutez --year ANNÉE, ou demandez toutes les années avec --format csv ou --format json.
by-none = (sans valeur)
by-total = total
by-several = { $count ->
    [one] { $count } fiche figure dans plusieurs groupes : la somme des groupes dépasse le total.
   *[other] { $count } fiches figurent dans plusieurs groupes : la somme des groupes dépasse le total.
}
by-nothing = Aucune fiche ne compte pour ces années.
by-left-out = remarque : laissés de côté, car les fiches qu’ils comptent n’ont pas de champ « { $field } » : { $indicators }.
by-unknown = les chiffres ne peuvent pas être regroupés par « { $field } »
by-unknown-help = au choix : { $known }.
fiche-actual = réalisation
fiche-forecast = prévision
fiche-updated = prévision actualisée
fiche-target = cible
fiche-latest = réalisation publiée
fiche-register = registre
fiche-gap = écart
fiche-left-out = Une réalisation publiée plus tard compte d’une autre manière : elle n’est pas reprise.
fiche-no-pap = le registre n’a pas de PAP { $year }
fiche-no-pap-help = il a ceux de : { $years }.
fiche-no-pap-at-all = inscrivez ses chiffres dans registry/publications/.
indicator-title = { $code } { $label } — { $method }
moment = Au { $day } (commit { $commit }), { $planned }.
moment-before-all = À cette date, le registre n’existait pas encore.
planned-included = prévisions comprises
planned-excluded = hors prévisions
history-step = { $year } : { $from } → { $to }
history-empty = Aucun mouvement.
history-uncounted = « { $indicator } » par « { $method } » est { $measure ->
   *[share] une part
}, qui n’évolue pas par unités
history-uncounted-help = suivez-la de mois en mois : greffe indicators --every month --indicator { $indicator } --method { $method } --year ANNÉE
cause-added = { $record } : { $after } (nouveau)
cause-came-true = { $record } : { $after } (prévu de longue date, ce jour est venu)
cause-withdrawn = { $record } : { $before } (retiré)
cause-revised = { $record } : { $before } → { $after } (date revue)
cause-cohort = { $record } : { $after } (année de rattachement : { $from } → { $to })
cause-cohort-set = { $record } : { $after } (année de rattachement précisée : { $to })
cause-cohort-dropped = { $record } : { $after } (année de rattachement retirée : { $from })
cause-reworded = { $record } : { $after } (même date, autrement dite)
cause-reclassified-in = { $record } : { $after } (reclassé)
cause-reclassified-out = { $record } : { $before } (reclassé)
cause-reclassified = { $record } : { $before } → { $after } (reclassé)
cause-not-yet = { $record } : { $before } (prévu, ce jour n’était pas encore venu)
reason-more = + { $cause }
reason-less = - { $cause }
reason-same = ~ { $cause }
line-of-commit = { $line } — { $day }, commit { $commit }
diff-uncounted = remarque : { $measure ->
   *[share] les pourcentages
} n’évoluent pas par unités, et ne sont pas comparés : { $methods }.
diff-from = De : { $moment }
diff-to = À : { $moment }
diff-moment = { $day } (commit { $commit })
diff-moment-before-all = { $day } (le registre n’existait pas encore)
diff-figures = { $count ->
    [0] Chiffres ({ $planned }) : aucun ne change.
    [one] Chiffres ({ $planned }) : { $count } change.
   *[other] Chiffres ({ $planned }) : { $count } changent.
}
diff-unmarked = { $facts ->
    [one] Un fait cesse seulement d’être approximatif
   *[other] { $facts } faits cessent seulement d’être approximatifs
}{ $records ->
    [0] {""}
    [one] {" "}(une fiche ne change en rien d’autre)
   *[other] {" "}({ $records } fiches ne changent en rien d’autre)
} : --full les montre.
diff-records = { $count ->
    [0] Fiches : aucune ne change.
    [one] Fiches : { $count } change.
   *[other] Fiches : { $count } changent.
}
diff-not-yet = fiche pas encore créée : { $path }
diff-renamed = fiche renommée : { $before } → { $after }
diff-renamed-guess = fiche sans doute renommée (même vie) : { $before } → { $after }
published-year = Année
published-document = Document (paru)
published-document-dated = { $name } ({ $date })
published-document-undated = { $name } (sans date)
published-stated = Chiffre publié
published-then = Registre à la parution
published-gap-then = Écart alors
published-now = Registre aujourd’hui
published-gap = Écart aujourd’hui
published-absent = —
published-since = { $year }, depuis la parution de « { $document } » : { $from } → { $to }
published-none = Aucune réalisation publiée à comparer.
published-gap-legend = Écart : le chiffre du registre moins le chiffre publié. Aujourd’hui : le jour du dernier commit, donné en tête.
published-imprecise-legend = Quand la parution n’est connue qu’à l’année ou au mois, « à la parution » veut dire au dernier jour de cette période.
published-undated-legend = Sans date : la date de parution manque, la comparaison ne porte que sur aujourd’hui.
published-absent-legend = — : à la parution, le registre n’existait pas encore ; « greffe why INDICATEUR ANNÉE » donne les fiches qu’il compte aujourd’hui.
unusable-publication = remarque : la publication { $path } ne peut pas être utilisée (« greffe validate » dit pourquoi).
published-unknown-indicator = remarque : « { $name } » donne des chiffres de « { $indicator } », que le registre ne définit pas.
published-uncounted = remarque : « { $name } » donne « { $indicator } » par « { $method } », { $measure ->
   *[share] un pourcentage
} : il n’est pas comparé.
published-unknown-method = remarque : « { $name } » compte « { $indicator } » par « { $method } », que le registre ne définit pas.
why-record = Fiche
why-name = Nom
why-date = Date
why-known = Connu depuis
why-commit = Commit
why-place = À la ligne
why-cohort = { $date }, au titre de { $cohort }
why-by-commit = { $date } (jour du commit)
why-vouched = Reposent sur un commit signé : { $signed ->
    [0] aucune sur { $units }.
   *[other] { $signed } sur { $units } ({ $forge } par une forge, { $person } par une personne ; signés, non vérifiés : « greffe doctor --signatures »).
}
why-moved = Une fiche renommée ou déplacée depuis est citée là où elle se trouvait alors : « git show COMMIT:FICHIER » l’y montre.
why-restated = { $record } : écrit « { $before } » d’abord, « { $now } » depuis le { $day } (commit { $commit }), { $place }
why-unknown = { $year } : non déterminé, le registre ne permet pas de le savoir.
why-value = { $year } : { $figure }.
why-numerator = Numérateur
why-in-numerator = oui
why-not-in-numerator = non
log-title = { $record } — { $name }
log-title-unnamed = { $record }
log-others = remarque : ce nom a aussi été porté par { $others }.
log-created = fiche créée : { $path }
log-renamed = fiche renommée, comme elle le dit : { $path }
log-renamed-same-file = fiche renommée, à contenu égal : { $path }
log-renamed-guess = fiche sans doute renommée (même vie) : { $path }
log-deleted = fiche supprimée : { $path }
log-returned = fiche revenue : { $path }
log-unreadable = fiche illisible, la version d’avant fait foi : { $path }
log-no-lifecycle = fiche sans phases, la version d’avant fait foi : { $path }
log-not-regular = la fiche n’est plus un fichier, la version d’avant fait foi : { $path }
log-readable = fiche de nouveau lisible : { $path }
log-id-taken = un autre fichier porte aussi cet identifiant : { $path }
log-id-alone = ce fichier ne porte plus cet identifiant : { $path }
fact-entered = entrée en phase { $name }
fact-left = sortie de la phase { $name }
fact-event = évènement { $name }
fact-date = { $date }
fact-date-by-commit = { $date } (jour du commit)
fact-date-by-commit-approximate = { $date } (jour du commit, approximatif)
fact-date-approximate = { $date } (approximatif)
fact-added = + { $what } : { $date }
fact-revised = ~ { $what } : { $before } → { $after }
fact-reworded = ~ { $what } : { $date } (même date, autrement dite)
fact-withdrawn = - { $what } : { $date }
field-set = + { $field } : { $after }
field-dropped = - { $field } : { $before }
field-revised = ~ { $field } : { $before } → { $after }
field-items = ~ { $field } : { $items }

## Validation

cli-validate-baseline = Ne montre que ce que ce commit n’avait pas déjà.
nothing-set-aside = { "" }
count-set-aside = { $count ->
    [one] { " ; " }{ $count } autre est mise de côté
   *[other] { " ; " }{ $count } autres sont mises de côté
}

## Crochets git

cli-hooks = Installe, retire ou montre les crochets git qui vérifient le registre.
cli-hooks-install = Installe les crochets : avant chaque commit et chaque envoi (sur un serveur, à chaque réception).
cli-hooks-uninstall = Retire les crochets de Greffe, et eux seuls.
cli-hooks-status = Dit, pour chaque crochet, s’il est installé.
unreadable-config = la configuration de git ne peut pas être lue
hook-installed = { $name } : installé ({ $path })
hook-absent = { $name } : absent
hook-outdated = { $name } : d’une autre version ({ $path }) ; « greffe hooks install » le met à jour
hook-foreign = { $name } : un autre crochet est en place ({ $path })
hook-removed = { $name } : retiré
hook-kept = { $name } : laissé en place, il n’est pas de Greffe ({ $path })
foreign-hook = un crochet « { $name } » existe déjà : { $path }
foreign-hook-help = il n’a pas été touché ; ajoutez-y vous-même la ligne : { $line }
hook-link = « { $path } » est un lien symbolique : aucun crochet n’est écrit à travers un lien
hook-link-help = retirez le lien ; si les crochets sont tenus dans un autre dossier, dites-le à git : git config core.hooksPath DOSSIER
unwritable-hook = le crochet « { $path } » ne peut pas être écrit

## Import

import-done = { $commits ->
    [one] { $commits } commit repris dans « { $into } ».
   *[other] { $commits } commits repris dans « { $into } ».
}
import-would = { $commits ->
    [one] Rien n’a été écrit : { $commits } commit serait repris dans « { $into } ».
   *[other] Rien n’a été écrit : { $commits } commits seraient repris dans « { $into } ».
}
import-replaced = Le registre a été récrit. Pour garder ce qu’il était : git branch avant { $commit }
import-records = Fiches du registre :
import-records-line = { $kind }
import-records-stand-ins = { $kind } (dont { $count } posées par l’import, faute de page dans la source)
import-kind-startup = startups
import-kind-incubator = incubateurs
import-kind-organisation = organisations
import-kind-intrapreneur = intrapreneurs
import-kind-promotion = promotions
import-kind-defi = défis
import-kind-eig = EIG (une fiche par personne et par promotion)
import-kind-component = composants
import-source = Source { $name } ({ $kind }) :
import-read = commits lus : { $count }
import-commits = commits écrits : { $count }
import-unchanged = commits qui touchent des fiches sans rien changer au registre, laissés : { $count }
import-late = commits posés après de plus récents d’autres sources, parce que cette source est arrivée tard (Known-Late le dit) : { $count }
import-skipped = commits passés, faute de toucher une fiche : { $count }
import-versions = Versions de fiches lues :
import-deletions = Suppressions reprises :
import-other-folders = Dossiers qui n’ont pas été lus :
import-foxtrot = note : { $name } semble avoir perdu sa branche principale dans la fusion { $merge } : { $hidden } commits sont derrière son second parent, { $second }. Pour les suivre : --mainline-second-parent { $merge } (avec --restart, si le registre existe déjà). Si c’est une fusion ordinaire : --mainline-first-parent { $merge }
import-nothing-new = Rien de nouveau : « { $into } » reste tel quel.
import-nothing = Rien à reprendre : aucun commit ne touche une fiche qui puisse être reprise.
import-written = Écrit autrement, sans changer ce qui est dit :
import-left-out = Laissé de côté :
import-corrected = Corrections du registre qui restent, la source n’ayant pas changé ce qu’elles touchent :
import-corrected-line = { $record } : { $what }
import-disputed = Changés dans le registre et dans la source, chacun à sa façon :
import-disputed-line = { $record }, { $what } : « { $register } » dans le registre, « { $source } » dans la source ({ $commit }) ; { $kept }
import-disputed-gone = { $record } : corrigée dans le registre, supprimée dans la source ({ $commit }) ; { $kept }
import-disputed-back = { $record } : retirée du registre, changée dans la source ({ $commit }) ; { $kept }
import-kept-register = le registre l’emporte (--theirs prend ce que dit la source)
import-kept-source = la source l’emporte
import-suspects = Fiches qui sont peut-être les mêmes sous un autre nom. Si c’est le cas, collez la ligne sous « renames: » dans registry/sources.yml, faites-en un commit et importez de nouveau (avec --restart, le passé suit aussi) :
import-alike-name = nom proche
import-alike-address = même adresse
import-alike-mission = même mission
import-alike-sponsors = mêmes porteurs
import-alike-phases = mêmes phases
import-unread = Versions illisibles (la dernière version lisible de la fiche reste en place) :
import-other-files = Fichiers qui ne sont pas des fiches :
import-count = { $what } (par exemple { $examples })
import-unread-line = { $place } : { $why }
import-next-published = Et maintenant ? « greffe -C { $into } published » compare les chiffres à ce qui a été publié.
import-next-validate = « greffe -C { $into } validate » dit ce que les fiches ont à corriger.
import-next-again = « greffe import all --into { $into } » apportera un autre jour ce que les sources auront de nouveau.
import-note-file-name = noms de fichiers ramenés à un identifiant (l’ancienne graphie va dans « previous_ids »)
import-note-twin = identifiants déjà pris par un autre fichier, numérotés
import-note-title = champ « title » renommé « name »
import-note-reference = références ramenées à un identifiant
import-note-redirect = adresses de « redirect_from » passées dans « previous_ids »
import-note-duplicate-key = champs écrits deux fois (la dernière valeur compte)
import-note-number = nombres ou booléens écrits comme du texte
import-note-text = textes écrits comme un nombre ou un booléen
import-note-list = valeurs seules écrites comme une liste
import-note-prose = versions dont le texte libre, après les champs, n’est pas repris
import-note-empty = valeurs vides
import-note-unfit = champ « { $field } », dont la forme ne peut pas être reprise
import-note-unknown-field = champ « { $field } », inconnu du schéma
import-note-renamed-reference = références à une fiche renommée, ramenées à son nouveau nom
import-note-in-full = organisations en toutes lettres, devenues une référence (et une fiche, faute de page)
import-note-joined-event = événements coupés en deux, réunis
import-note-funding = cofinancements du FAST, d’après la promotion que la page nomme ou un évènement « fast »
import-note-moved = champs déplacés : { $what }
import-note-status = statuts lus comme une phase : { $what }
import-note-spelling = graphies ramenées à celle de la liste, champ « { $field } »
import-note-date = dates écrites autrement, champ « { $field } »
import-note-url = adresses complétées par « https:// », champ « { $field } »
import-note-unsaid = champ « { $field } », que la source tait : rempli de mots qui le disent
import-note-round-year = promotions du FAST sans page, datées par le premier commit qui les nomme : { $what }
import-note-promotion-year = dates qui ne sont que l’année d’une promotion, marquées comme telles : { $what }
import-note-discreet = commits dont le sujet ou l’auteur nommait une personne dont ils changent la fiche : le nom est laissé (--names le garde)
import-note-previous-taken = anciens identifiants qu’une autre fiche porte
import-note-not-intrapreneur = versions de membres qui ne sont pas intrapreneurs
import-note-no-longer-intrapreneur = membres qui ne sont plus intrapreneurs (leur fiche reste telle quelle)
import-note-not-participant = personnes qui ne sont pas EIG (mentors, accompagnateurs, agents)
import-note-no-promotion = personnes et défis dont la promotion n’a pas pu être établie
import-note-not-in-challenge = personnes dites EIG, que les listes des défis ne nomment pas
import-note-untold-funding = montants du FAST dont la source ne dit ni la promotion ni l’année
import-note-personal = données personnelles : champ « { $field } »
import-note-unknown-status = statuts inconnus : { $what }
import-note-dangling = références à une fiche absente ({ $kind })
import-note-incomplete = éléments auxquels il manque « { $field } »
import-note-again = éléments écrits deux fois, champ « { $field } »
import-note-refused = valeurs que le schéma refuse, champ « { $field } »
import-no-phase = Ni « phases » ni « status » ne donnent une phase.
import-no-mission = Aucune mission n’a de date.
import-no-fit = Ce qu’elle dit ne peut pas entrer dans le schéma.
import-no-front-matter = Il n’y a pas de champs entre deux lignes « --- » au début du fichier.
import-not-a-mapping = Ce qui est entre les deux lignes « --- » n’est pas un ensemble de champs.
import-no-id = Le nom du fichier ne donne aucun identifiant.
import-no-source = il n’y a pas de dépôt git dans « { $path } »
import-no-source-help = clonez d’abord le registre à reprendre : git clone --bare ADRESSE DOSSIER
import-bad-name = « { $name } » ne peut pas servir de nom à la source
import-bad-name-help = donnez un nom sans espace, par exemple : --name betagouv
import-no-commit = la source n’a aucun commit
import-no-commit-help = vérifiez que le clone est complet : git fetch
import-which-branch = la source a plusieurs branches, et son HEAD n’en désigne aucune
import-which-branch-help = choisissez-en une avec --branch : { $branches }
import-occupied = « { $path } » contient déjà autre chose
import-occupied-help = donnez un dossier nouveau ou vide, ou celui d’un import précédent.
import-dirty = le registre « { $path } » a des changements qui ne sont pas dans un commit
import-dirty-help = faites-en un commit, ou annulez-les, puis recommencez.
import-not-an-import = le dépôt « { $path } » ne vient pas d’un import (il n’a pas de registry/sources.yml)
import-not-an-import-help = donnez un autre dossier.
import-lost = le dernier commit repris de { $name } ({ $commit }) n’est plus sur sa branche principale
import-lost-help = son histoire a été réécrite, ou ce n’est pas la bonne branche (--branch) ou le bon nom (--name) ; --restart récrit le registre d’après ce que les sources contiennent aujourd’hui.
import-in-the-way = le fichier « { $path } » n’est pas suivi par git, et serait écrasé
import-in-the-way-help = déplacez-le ou supprimez-le, puis recommencez.
import-no-kind = « { $source } » ne dit pas de quelle source il s’agit
import-no-kind-help = écrivez sa nature, beta-gouv ou eig, puis « = » et son dossier : eig=site-eig.git ; avec un nom à elle : eig=NOM=site-eig.git ; si le registre la connaît déjà, son nom suffit : NOM=site-eig.git
import-which-source = il n’y a pas de source à reprendre
import-which-source-help = donnez-les : greffe import all beta-gouv=DOSSIER eig=DOSSIER --into REGISTRE
import-same-name = deux sources s’appellent « { $name } »
import-same-name-help = donnez un nom à l’une d’elles : eig=NOM=DOSSIER
import-other-kind = le registre connaît { $name } comme une source de nature { $kind }
import-other-kind-help = employez cette commande, ou donnez un autre nom à cette source (--name).
import-other-people = jusqu’ici, les personnes de { $name } ont été reprises de l’autre façon (avec leur nom, ou sous un pseudonyme)
import-other-people-help = --restart récrit le registre ; les copies que d’autres en ont disent encore ce qu’il disait.
import-where = l’endroit où se trouve la source « { $name } » n’est pas connu ici
import-where-help = donnez-la aussi : greffe import all { $kind }=DOSSIER … --restart --into REGISTRE (le nom du dossier doit être { $name })
import-no-merge = { $merge } n’est pas une fusion de la branche principale de { $name }
import-no-merge-help = donnez la fusion que l’avertissement a nommée, par --mainline-second-parent.
import-own-commits = le registre « { $path } » a des commits à lui, que le récrire perdrait (par exemple { $commit })
import-own-commits-help = importez dans un dossier nouveau, puis reprenez-y ces commits : git cherry-pick.
import-older = le commit { $commit } de { $name } ({ $at }) est plus ancien que ce que le registre dit déjà de { $other } ({ $latest }), et les deux sources parlent de { $record } : leur ordre compte
import-older-help = un registre raconte son histoire dans l’ordre : --restart le récrit, avec toutes les sources dont il se souvient et celle-ci (ses commits changent de nom).
import-bad-sources = le fichier { $path } ne peut pas être lu comme une liste de sources
import-bad-sources-help = remettez-le tel qu’un import l’a laissé : git log -- registry/sources.yml
failed-to-write-file = le fichier « { $path } » ne peut pas être écrit

## Règles

cli-rules = Liste les règles.
cli-rule = Explique une règle : ce qu’elle refuse, pourquoi, un exemple, comment corriger.
arg-code = Code (S002) ou nom (unknown-field) de la règle.
rules-code = Code
rules-name = Nom
rules-severity = Gravité
rules-summary = Ce qu’elle refuse
severity-error = erreur
severity-warning = avertissement
severity-advice = conseil
unknown-rule = la règle « { $name } » n’existe pas
unknown-rule-help = « greffe rules » les liste.

## Modifications jugées

without-date = sans date
related-before = avant la modification
correction-help = si c’est une erreur, remettez ce qui s’y trouvait ; si vous corrigez ce qu’on savait, dites pourquoi dans le message du commit qui le fait, sur une ligne à part : Correction: RAISON
correction-empty = le commit { $commit } dit « { $written } », et aucune raison ne suit. Dites-y ce qui était faux et comment vous le savez (git commit --amend) : Correction: RAISON
correction-placeholder = le commit { $commit } dit « { $written } », ce qui tient lieu de raison et n’en donne pas. Dites-y ce qui était faux et comment vous le savez (git commit --amend) : Correction: RAISON
correction-elsewhere = la raison que donne le commit { $commit } (« { $reason } ») vaut pour ce que ce commit change, et pas pour ceci. Donnez-en une au commit qui fait ce changement (git commit --amend, git rebase), ou remettez ce qui s’y trouvait et changez-le de nouveau dans un commit dont le message dit pourquoi, sur une ligne à part : Correction: RAISON
nothing-in-common = « { $base } » et ce commit n’ont rien en commun
nothing-in-common-help = nommez la branche à laquelle la modification est destinée ; dans un clone partiel, récupérez-la en entier : git fetch --unshallow
arg-base = Juge aussi la modification : ce qu’elle retire du passé et les chiffres publiés qu’elle change, depuis ce commit (plus exactement depuis le dernier que les deux ont en commun).
history-correction = correction : { $reason }

## Revue

cli-review = Dit ce que fait une modification : aux fiches, aux chiffres, à ce qui a été publié.
cli-review-base = Branche ou commit à qui la modification est destinée ; compte ce qui diffère depuis le dernier commit que les deux ont en commun.
arg-head = Dernier commit de la modification (sinon le répertoire de travail).
cli-review-format = Format : human, json ou markdown (pour un commentaire, jamais plus de 65 536 caractères).
arg-full = Énumère tout, si long que ce soit.
review-title = Ce que fait cette modification
review-head = De { $base } à { $head } ({ $commits })
review-head-index = De { $base } à l’index
review-head-worktree = De { $base } au répertoire de travail
review-records = { $count ->
    [0] Aucune fiche touchée
    [one] { $count } fiche touchée
   *[other] { $count } fiches touchées
}
review-counts = { $records } : { $told }
review-count-changed = { $count ->
    [one] { $count } modifiée
   *[other] { $count } modifiées
}
review-count-added = { $count ->
    [one] { $count } ajoutée
   *[other] { $count } ajoutées
}
review-count-returned = { $count ->
    [one] { $count } revenue
   *[other] { $count } revenues
}
review-count-renamed = { $count ->
    [one] { $count } renommée
   *[other] { $count } renommées
}
review-count-merged = { $count ->
    [one] { $count } confondue avec une autre
   *[other] { $count } confondues avec une autre
}
review-count-deleted = { $count ->
    [one] { $count } supprimée
   *[other] { $count } supprimées
}
review-record = { $record } : { $line }
review-joint = { " : " }
review-of-records = { $count ->
    [one] { $count } fiche
   *[other] { $count } fiches
}
review-several = { $line } ({ $records })
review-and-more = { $shown } et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
review-more-lines = { $count ->
    [one] … et { $count } de plus (greffe review --full)
   *[other] … et { $count } de plus (greffe review --full)
}
review-definition = définitions modifiées : { $path }
review-and = { $first } ; { $next }
review-added = ajoutée
review-added-bare = ajoutée
review-added-life = { $first } : { $life }
review-returned = revenue après une suppression
review-renamed = renommée, auparavant { $old }
review-renamed-guess = sans doute renommée (même vie), auparavant { $old }
review-deleted = supprimée (en { $phase } depuis { $date_precision ->
    [day] le { $date }
   *[other] { $date }
})
review-deleted-bare = supprimée
review-merged = ne fait qu’une avec { $into }, qui continue pour les deux
review-unreadable = illisible
review-fields = autres champs : { $fields }
review-words = seulement des commentaires ou la mise en page
review-entered = { $from } → { $name } { $when }
review-entered-first = { $name } { $when }
review-ended = fin de { $name } { $when }
review-event = évènement { $name } { $when }
review-event-cohort = évènement { $name } { $when } (compte pour { $cohort })
review-redated = { $name } change de date : { $before } → { $after }
review-end-redated = fin de { $name } change de date : { $before } → { $after }
review-recounted = { $name } compte pour une autre année : { $before } → { $after }
review-removed = { $name } retirée ({ $date })
on-commit = le jour du commit
planned-for = { $date } (prévu)
review-figures = { $count ->
    [0] Aucun chiffre ne change
    [one] { $count } chiffre change
   *[other] { $count } chiffres changent
}
review-figure = { $title } – { $step }
review-redefined = { $line } (défini autrement)
review-indicator = { $code } { $label }
review-same-figure = { $count ->
    [one] { $count } chiffre reste le même, fait d’autres fiches ou d’autres dates (--format json)
   *[other] { $count } chiffres restent les mêmes, faits d’autres fiches ou d’autres dates (--format json)
}
review-published = { $count ->
    [one] { $count } chiffre publié touché
   *[other] { $count } chiffres publiés touchés
}
review-published-title = Chiffres publiés touchés
review-not-corrected = Aucun commit de la modification ne dit pourquoi : chacun de ceux qui changent le passé demande une ligne « Correction: RAISON » dans son message.
review-correction = Correction de { $covers } ({ $commit }) : { $reason }
review-correction-of-nothing = Correction qui ne couvre rien ici ({ $commit }) : { $reason }
review-correction-refused = Pas de raison ({ $commit }) : « { $written } »
review-corrections-title = Les raisons et ce que chacune couvre
review-not-covered = { $line } Aucune raison ne le couvre.
review-past = { $count ->
    [one] { $count } changement du passé qu’aucune raison ne couvre
   *[other] { $count } changements du passé qu’aucune raison ne couvre
}
review-past-records = { $rule } : { $records }
review-past-title = Changements du passé qu’aucune raison ne couvre
review-loosened = { $count ->
    [one] { $count } règle assouplie : cette modification est jugée selon celle d’avant
   *[other] { $count } règles assouplies : cette modification est jugée selon celles d’avant
}
review-loosened-covered = { $count ->
    [one] { $count } règle assouplie, avec une raison : cette modification est jugée selon la nouvelle
   *[other] { $count } règles assouplies, avec une raison : cette modification est jugée selon les nouvelles
}
review-loosened-count = { $count ->
    [one] { $count } règle assouplie
   *[other] { $count } règles assouplies
}
review-loosened-title = Règles assouplies : cette modification est jugée selon celles d’avant
review-loosened-covered-title = Règles assouplies, avec une raison : cette modification est jugée selon les nouvelles
review-loosened-waiver = dérogation à { $rule } pour { $record }, jusqu’{ $until_precision ->
    [day] au { $until }
    [month] à { $until }
   *[year] à la fin de { $until }
}
review-loosened-severity = gravité de { $rule } abaissée : { $before } → { $after }
review-loosened-off = { $rule } désactivée
review-loosened-definition = plus souple : { $path }
review-silences = { $count ->
    [0] { $how } ; ne fait rien taire aujourd’hui
    [one] { $how } ; fait taire { $count } constat
   *[other] { $how } ; fait taire { $count } constats
}
review-new = Constats nouveaux : { $counts }
review-mended = Constats corrigés : { $counts }
review-new-title = Constats nouveaux
review-mended-title = Constats corrigés
review-finding = { $place } – { $message }
review-rule = { $rule } { $line }
review-rule-several = { $rule } (× { $count }) { $line }
review-cut = Cette revue est coupée : un commentaire ne peut pas être plus long. « greffe review --full » dit le reste.
review-column-indicator = Indicateur
review-column-year = Année
review-column-before = Avant
review-column-after = Après
review-column-records = Fiches

## Envois

cli-hooks-run = Fait le travail d’un crochet, comme git l’appelle.
arg-hook = Crochet : pre-receive.
unreadable-push = ce que git dit de l’envoi est illisible
judged-before = selon les règles d’avant cette modification, qui les assouplit : proposez d’abord l’assouplissement, seul
shadow-refused = l’étiquette { $tag } porte le nom de la branche { $branch } : git prendrait l’une pour l’autre
shadow-coming-help = donnez un autre nom à l’étiquette
shadow-refused-help = supprimez l’étiquette sur le serveur : git update-ref -d { $tag }
unborn-head = le HEAD de ce serveur nomme { $head }, qui n’a pas de commit : { $branch } ne serait pas protégée
unborn-head-help = sur le serveur, dites quelle branche fait foi : git symbolic-ref HEAD refs/heads/{ $branch }
hooks-unborn-head = HEAD nomme { $head }, qui n’a pas de commit : les envois seront refusés tant qu’il ne nomme pas la branche à laquelle on envoie : git symbolic-ref HEAD refs/heads/{ $branch }
ambiguous-revision = « { $revision } » est à la fois une branche et une étiquette
ambiguous-revision-help = dites laquelle : refs/heads/{ $revision } ou refs/tags/{ $revision }
rewrite-refused = cet envoi retire des commits de { $branch } : ce qu’on savait ne se saurait plus
rewrite-refused-help = récupérez d’abord ce qui s’y trouve (git pull --rebase) et annulez par un nouveau commit (git revert). S’il faut réécrire le passé malgré tout, autorisez-le sur le serveur pour cette fois : git config { $setting } true puis, après l’envoi, git config --unset { $setting }
## Site

cli-export = Écrit le registre et son histoire en tables, pour d’autres outils.
cli-export-format = Forme : csv (avec un datapackage.json), jsonl, parquet, ou sqlite.
cli-export-out = Où écrire : un dossier ; pour sqlite, un fichier. Nouveau, vide, ou d’un export précédent.
cli-export-as_of = Seulement ce qui était connu à la fin de ce jour, à cet instant, ou à ce commit.
export-done = Export écrit dans « { $path } » : { $tables ->
    [one] { $tables } table
   *[other] { $tables } tables
}, { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}.
export-occupied-folder = le dossier « { $path } » contient autre chose qu’un export
export-occupied-folder-help = donnez un dossier nouveau ou vide, ou celui d’un export précédent.
export-occupied-file = « { $path } » est autre chose qu’un export en SQLite
export-occupied-file-help = donnez un nom de fichier nouveau, ou celui d’un export précédent.
cli-site = Écrit le registre et son histoire en pages à lire, dans un dossier.
cli-site-out = Dossier où écrire : nouveau, vide, ou celui d’un site écrit auparavant.
cli-site-url = Adresse que le site aura (https://…), pour le flux et les moteurs de recherche.
cli-site-commit_url = Adresse de la page d’un commit, avec « {"{"}commit{"}"} » à sa place ; sinon celle de la forge du dépôt « origin », si elle est connue.
site-done = Site écrit dans « { $path } » : { $count ->
    [one] { $count } fichier.
   *[other] { $count } fichiers.
}
site-occupied = le dossier « { $path } » contient déjà autre chose qu’un site
site-occupied-help = donnez un dossier nouveau ou vide, ou celui d’un site précédent.
site-not-made = la page « { $path } » ne peut pas être faite
site-bad-address = « { $address } » n’est pas une adresse du web
site-bad-address-help = donnez une adresse qui commence par https://.
site-bad-commit-url = « { $address } » ne peut pas servir d’adresse de commits
site-bad-commit-url-help = donnez une adresse qui commence par https:// et qui contient {"{"}commit{"}"}.
site-title = Le registre du programme 352
site-brand = Greffe
site-menu = Menu principal
site-skip = Aller au contenu
site-home = Indicateurs
site-records = Fiches
site-changes = Changements
site-other-language = English
site-feed = Flux des changements (Atom)
site-data = Données (JSON)
site-colophon = Registre au { $day } (commit { $commit }). Site fait par Greffe { $version }.
site-no-commit = Le registre est vide.
site-home-heading = Les indicateurs du programme 352, et ce sur quoi ils reposent
site-home-lead = Startups d’État et entrepreneurs d’intérêt général : chaque chiffre, tel qu’il était connu à toute date, jusqu’aux fiches et aux commits qui le font.
site-home-how = Un graphique met ce que le registre compte à côté de ce qui a été publié. Ouvrez un indicateur pour le voir tel qu’il était connu à une date passée, ou une année pour en voir les fiches.
site-counted-by = Compté par :
site-by-year = Par année
site-register = Registre
site-actual = Réalisation publiée
site-forecast = Prévision
site-updated = Prévision actualisée
site-target = Cible
site-bar = { $year } : { $figure } au registre
site-chart-description = Une barre par année, de { $from } à { $to }, pour ce que le registre compte ; un signe de forme propre pour chaque chiffre publié. Le tableau par année donne les mêmes chiffres.
site-chart-empty = Le registre ne sait encore rien de cet indicateur.
site-stated = { $kind } : { $number } ({ $document })
site-moves-title = { $year } : { $figure }
site-moves-description = { $count ->
    [0] Le chiffre n’a pas changé depuis qu’il est connu.
    [one] Le chiffre a changé une fois depuis qu’il est connu.
   *[other] Le chiffre a changé { $count } fois depuis qu’il est connu.
}
site-gap-none = Aucune réalisation publiée à comparer.
site-gap-same = { $year } : le registre compte { $register }, comme le publie « { $document } ».
site-gap-less = { $year } : le registre compte { $register }, « { $document } » publie { $published } : { $gap } de moins.
site-gap-more = { $year } : le registre compte { $register }, « { $document } » publie { $published } : { $gap } de plus.
site-gap-unknown = { $year } : « { $document } » publie { $published } ; le registre ne permet pas de le savoir.
site-methods = Manières de compter
site-as-of = Connu au
site-as-of-steps = Aller d’un état connu à l’autre
site-now = Aujourd’hui
site-shown-as-of = Le graphique et le tableau montrent ce qui était connu le {"{}"}.
site-shown-now = Le graphique et le tableau montrent ce qui est connu aujourd’hui.
site-table-by-year = Les chiffres du graphique, année par année
site-as-known = Comment chaque chiffre a bougé en devenant connu
site-as-known-how = Une courbe par année : de gauche à droite, le temps où le registre l’a appris ; de bas en haut, le chiffre. L’échelle est la même pour toutes.
site-year-ends = Ce qui était connu à la fin de chaque année
site-records-by-year = Les fiches de chaque année
site-no-record = Aucune fiche.
site-steps = Les mouvements
site-last-steps = { $count ->
    [one] Un seul mouvement.
   *[other] Les { $shown } derniers de { $count } mouvements ; la page de chaque année donne les siens.
}
site-more-records = { $count ->
    [one] … et { $count } autre fiche
   *[other] … et { $count } autres fiches
}
site-definition = La définition
site-definition-file = Le fichier de la définition
site-as-json = Ces données en JSON
site-counts-entered = Compte les fiches « { $kind } » qui entrent en phase : { $names }.
site-counts-left = Compte les fiches « { $kind } » qui sortent de la phase : { $names }.
site-counts-event = Compte les fiches « { $kind } » qui connaissent l’évènement : { $names }.
site-take-first = Seule la première fois compte.
site-take-last = Seule la dernière fois compte.
site-take-every = Chaque fois compte.
site-year-by-cohort = L’année est celle de la cohorte si la fiche en donne une, sinon celle de la date.
site-year-by-date = L’année est celle de la date.
site-cutoff = Ce qui est daté jusqu’au { $day } (mois et jour) compte dans l’année d’avant.
site-filter = Seulement si { $filter }, tel que connu alors.
site-share-of = C’est une part, en pour cent : celles où { $filter }.
site-covers = Le registre est complet de { $from } à { $to }.
site-covers-on = Le registre est complet depuis { $from }.
site-published = Ce qui a été publié pour cette année :
site-units-of-year = Les fiches de { $year }
site-table-of-units = Les fiches, avec leur date et leur commit
site-steps-of-year = Comment ce chiffre s’est fait
site-more-steps = { $count ->
    [one] … et { $count } mouvement plus ancien.
   *[other] … et { $count } mouvements plus anciens.
}
site-other-years = Autres années
site-gone = supprimée du registre
site-former-names = Noms d’avant :
site-life = La vie, et ce qu’on en savait
site-life-title = La vie de { $name }
site-life-description = Une ligne par état connu, le plus récent en haut : les phases et les évènements à leur date. La liste « Ce qui a été connu, et quand » dit la même chose en mots.
site-life-how = De gauche à droite, le temps des faits ; chaque ligne montre ce que le registre en disait depuis ce jour-là.
site-event = évènement
site-states-left-out = { $count ->
    [one] Un état plus ancien n’est pas dessiné.
   *[other] { $count } états plus anciens ne sont pas dessinés.
}
site-known-now = Connu depuis le { $day }
site-known-on = Connu le { $day }
site-phase-between = { $name }, depuis { $from_precision ->
    [day] le { $from }
   *[other] { $from }
} jusqu’{ $to_precision ->
    [day] au { $to }
   *[other] en { $to }
}
site-phase-since = { $name }, depuis { $from_precision ->
    [day] le { $from }
   *[other] { $from }
}
site-event-on = { $name }, { $day_precision ->
    [day] le { $day }
   *[other] en { $day }
}
site-fields = La fiche aujourd’hui
site-counted-in = Les chiffres où elle compte
site-counts-in = { $code } { $label }, { $year } ({ $method })
site-members = Les fiches qui s’y rattachent
site-members-figures = Les indicateurs, parmi les fiches qui s’y rattachent aujourd’hui
site-known-when = Ce qui a été connu, et quand
site-earlier-commits = { $count ->
    [one] … et un commit plus ancien.
   *[other] … et { $count } commits plus anciens.
}
site-file = Le fichier
site-file-history = Ses versions
site-search = Chercher une fiche par son nom ou son identifiant, présent ou passé
site-search-none = Aucune fiche ne correspond.
site-search-found = Fiches trouvées : {"{}"}.
site-search-many = Fiches trouvées : {"{}"} ; les {"{}"} premières sont montrées.
site-labelled = { $label } : { $value }
site-yes = oui
site-no = non
site-kinds = Par type
site-parts = Pages de la liste
site-changes-lead = Ce que chaque commit a changé dans les fiches et les chiffres, mois par mois, ou d’une date à une autre.
site-between-from = Du
site-between-to = au
site-compare = Comparer
site-between-figures = Chiffres
site-between-none = Rien n’a changé entre ces deux dates.
site-between-more = … la suite est trop longue pour cette page : « greffe diff » la donne en entier.
site-came = fiche créée
site-went = fiche supprimée
site-months = Mois par mois
site-changes-of = Changements en { $name }
site-other-months = Autres mois
site-moved = Cette page se trouve maintenant ici :
site-figure-moved = { $code } { $label }, { $year } : { $from } → { $to }

## Bilan

cli-doctor = Dit si tout est en ordre pour travailler (git, clone, crochets, schéma, index), et que faire sinon.
doctor-no-git = la commande git ne répond pas
doctor-old-git = version { $version }, trop ancienne pour les crochets
doctor-git-help = installez git { $oldest } ou plus récent : https://git-scm.com/downloads
doctor-git = version { $version }
doctor-shallow = superficiel : le début de l’histoire manque, et avec lui des chiffres
doctor-whole = complet
doctor-unborn-head = { $head } n’a pas de commit, alors que d’autres branches en ont : ce qu’on envoie n’est pas protégé
doctor-hook = installé ({ $path })
doctor-hook-absent = absent : rien n’arrête une erreur à cet endroit
doctor-hook-outdated = d’une autre version ({ $path })
doctor-hook-not-run = installé, mais git ne le lance pas : le fichier n’est pas exécutable ({ $path })
doctor-hook-help = lancez « greffe hooks install »
doctor-hook-foreign = un autre crochet est en place ({ $path })
doctor-hook-foreign-help = assurez-vous qu’il lance « { $line } »
doctor-no-commit = rien à regarder avant le premier commit
doctor-schema = version { $version }, celle de greffe { $tool }
doctor-schema-own = version { $version }, { $count ->
    [one] { $count } fichier diffère
   *[other] { $count } fichiers diffèrent
} de greffe { $tool }
doctor-schema-own-help = c’est permis : le schéma du registre fait foi. Fichiers : { $files }
doctor-schema-none = schema/registry.yml n’existe pas : le schéma de greffe { $tool } est lu à sa place
doctor-schema-none-help = pour avoir le vôtre, que les éditeurs lisent aussi, copiez le dossier schema/ de celui que « greffe init » pose dans un nouveau dossier
doctor-schema-unreadable = { $path } ne peut pas être lu
doctor-schema-unreadable-help = « greffe validate » montre l’erreur, à sa place
doctor-index = à jour ({ $path })
doctor-index-absent = pas encore fait : la première question le fera
doctor-index-behind = s’arrête au commit { $commit } : la prochaine question le mettra à jour
doctor-index-unusable = d’une autre version, ou abîmé ({ $path }) : la prochaine question le refera
doctor-clock = { $count ->
    [one] le commit { $commit } se dit fait à { $said } ; il compte comme connu le { $known }
   *[other] { $count } commits ont une horloge fausse ; le premier, { $commit }, se dit fait à { $said } et compte comme connu le { $known }
}
doctor-clock-help = écrivez les vraies dates sous « known_dates » dans schema/{ $file }, dans un commit avec une ligne « Correction: … ».
cli-doctor-signatures = Fait vérifier par git les signatures des commits de la branche principale, avec les clés qu’il a (quelques millisecondes chacune)
doctor-signed = { $signed } des { $commits } commits de la branche principale sont signés, non vérifiés
doctor-signed-help = « greffe doctor --signatures » les fait vérifier par git
doctor-unsigned = aucun commit de la branche principale n’est signé
doctor-unsigned-help = c’est permis : seul le serveur dit alors qui a écrit
doctor-signatures = { $told } ; { $unsigned } sans signature
doctor-signatures-bad = le commit { $commit } n’est pas ce qui a été signé, ou sa clé a été révoquée : « git verify-commit » en dit plus ; demandez à qui tient le serveur
doctor-signatures-help = si une clé est inconnue, donnez-la à git (gpg --import, ou gpg.ssh.allowedSignersFile), puis recommencez
signatures-told = { $signed ->
    [one] { $signed } signature
   *[other] { $signed } signatures
} : { $good ->
    [one] { $good } bonne
   *[other] { $good } bonnes
}, { $untrusted ->
    [one] { $untrusted } bonne
   *[other] { $untrusted } bonnes
} d’une clé à laquelle rien ici ne dit de se fier, { $expired ->
    [one] { $expired } expirée
   *[other] { $expired } expirées
} depuis, { $bad ->
    [one] { $bad } mauvaise
   *[other] { $bad } mauvaises
}, { $unverified ->
    [one] { $unverified } non vérifiée
   *[other] { $unverified } non vérifiées
}
signatures-no-git = git n’a pas pu être interrogé sur les signatures
signatures-no-git-help = installez git, ou n’écrivez pas --signatures
doctor-index-help = « greffe build » le fait dès maintenant
doctor-index-shallow = ne peut pas être fait dans un clone superficiel
doctor-index-unwritable = ne peut pas être écrit ({ $path } : { $cause }) : chaque question relit toute l’histoire
doctor-index-unwritable-help = rendez ce dossier et ses fichiers inscriptibles, ou supprimez-les : ils seront refaits

## Nouveau registre

cli-init = Pose un nouveau registre dans le dossier DIR, prêt pour son premier commit.
cli-init-folder = Dossier du registre : nouveau, vide, ou le haut d’un dépôt git qui n’a rien à ces places.
init-done = { $count ->
    [one] Le registre est posé dans { $path } : { $count } fichier.
   *[other] Le registre est posé dans { $path } : { $count } fichiers.
}
init-hooks = Les crochets sont installés : un commit qui apporte une erreur sera refusé.
init-no-hooks = Les crochets de ce dépôt n’ont pas été touchés : « greffe hooks install » installe ceux de Greffe.
init-next = Ensuite : allez dans { $path }, lisez README.md, puis faites le premier commit (git add --all, git commit).
init-within = { $path } est à l’intérieur d’un dépôt git ({ $top }), et un registre se tient tout en haut du sien
init-within-help = choisissez un dossier hors de ce dépôt, ou le haut d’un dépôt qui a un dossier de travail
init-occupied = { $others ->
    [0] « { $path } » existe déjà, et ne sera pas remplacé
    [one] « { $path } » existe déjà, et { $others } autre ; rien ne sera remplacé
   *[other] « { $path } » existe déjà, et { $others } autres ; rien ne sera remplacé
}
init-occupied-help = choisissez un autre dossier, ou mettez de côté ce qui s’y trouve
init-filled = « { $path } » contient déjà quelque chose et n’est pas le haut d’un dépôt git
init-filled-help = choisissez un dossier nouveau ou vide ; si tout ce qui s’y trouve doit faire partie du dépôt du registre, lancez-y d’abord « git init »
init-link = « { $path } » est un lien symbolique : rien n’est écrit à travers un lien
init-link-help = indiquez le dossier auquel il mène

## Serveur de langage

cli-lsp = Aide un éditeur pendant la saisie des fiches (protocole LSP, sur l’entrée et la sortie standard) ; l’éditeur le lance lui-même.
cli-lsp-stdio = Ce que la plupart des éditeurs ajoutent d’eux-mêmes : Greffe ne parle pas autrement.
lsp-terminal = « greffe lsp » attend un éditeur, qui le lance lui-même : docs/fr/editors.md dit comment le régler. Ctrl-C pour quitter.
lsp-garbage = ce que dit l’éditeur n’est pas un message du protocole LSP : { $cause }
lsp-garbage-help = « greffe lsp » se lance depuis un éditeur : docs/fr/editors.md dit comment le régler
lsp-outside = { $path } n’est pas dans un registre : Greffe n’a rien à en dire.
lsp-phase-since = { $phase } depuis { $date }
lsp-standing = { $kind } · { $phase }
lsp-required = { $title } (à remplir)
lsp-phase = { $phase }
lsp-phase-same = { $phase } : c’est déjà la phase précédente
lsp-phase-not-after = { $phase } : ne peut pas suivre « { $before } »
lsp-phase-rarely-after = { $phase } : suit rarement « { $before } »
lsp-phase-next = Peut être suivie de : { $phases }.
lsp-meaning = { $name } : { $meaning }
lsp-examples = Par exemple : { $examples }
lsp-fix-all = { $count ->
    [one] Corriger { $count } erreur sans risque
   *[other] Corriger { $count } erreurs sans risque
}
lsp-no-renames = cet éditeur ne sait pas renommer un fichier pour Greffe
lsp-no-renames-help = dans un terminal : { $command }

## Fiches modifiées sur place

cli-advance = Fait entrer une fiche dans une phase : modifie son fichier sur place, et refuse ce que le cycle de vie refuse.
cli-advance-record = Fiche : startup/pix, pix, ou son fichier.
cli-advance-phase = Phase dans laquelle elle entre.
cli-advance-on = Premier jour de la phase (AAAA-MM-JJ, AAAA-MM ou AAAA), toujours à donner : Greffe ne devine aucune date. Si la fiche dit quand ses phases finissent, c’est aussi la fin de la précédente.
cli-event = Ajoute un événement à une fiche : modifie son fichier sur place, et refuse ce que le schéma refuse.
cli-event-record = Fiche : startup/pix, pix, ou son fichier.
cli-event-name = Nature de l’événement (national_impact…).
cli-event-on = Date de l’événement (AAAA-MM-JJ, AAAA-MM ou AAAA), toujours à donner : Greffe ne devine aucune date.
cli-event-cohort = Année budgétaire au titre de laquelle il compte, si ce n’est pas celle de sa date.
edit-unknown-record = aucune fiche ne porte le nom « { $name } »
edit-several-records = plusieurs fiches portent le nom « { $name } » : { $records }
edit-unreadable = { $path } ne peut pas être lu, et n’a pas été modifié
edit-unknown-style = { $path } est écrit d’une manière que Greffe ne sait pas compléter ; il n’a pas été modifié
edit-unknown-style-help = modifiez-le dans un éditeur, puis lancez « greffe validate »
edit-busy = une autre commande de Greffe est en train de modifier ce registre
edit-busy-help = attendez qu’elle ait fini, puis relancez celle-ci
edit-changed = rien n’a été écrit : « { $path } » a changé depuis sa lecture
edit-changed-help = voyez ce que dit maintenant le fichier, puis relancez la commande
through-link-help = Greffe n’écrit pas à travers un lien symbolique : mettez à sa place le fichier lui-même
interrupted-finished = Une modification du registre avait été interrompue ; elle est maintenant terminée : { $paths } ({ $count ->
    [one] 1 fichier
   *[other] { $count } fichiers
}).
interrupted-import = Un import avait été interrompu avant sa fin : il est terminé ({ $commit })
interrupted-left = Une modification du registre avait été interrompue. { $path } a changé depuis et reste comme il est : « greffe validate » dit si tout concorde.
interrupted-unfinished = une modification du registre a été interrompue et ne peut pas être terminée : { $path } ne peut pas être écrit
interrupted-unfinished-help = rendez ce fichier modifiable, puis lancez « greffe doctor », qui terminera la modification
interrupted-unreadable = une modification du registre a été interrompue, et ce qui en reste, « { $path } », ne peut pas être lu
interrupted-unreadable-help = voyez avec « git diff » ce qui a changé, corrigez-le, puis supprimez { $path }
interrupted-staged = ce qui est indexé contient peut-être la moitié d’une modification qui avait été interrompue
interrupted-staged-help = la modification est maintenant terminée dans le dossier de travail : indexez ses fichiers de nouveau (git add), puis recommencez
edit-refused = rien n’a été modifié : { $reason } ({ $rule })
edit-note = À noter : { $reason } ({ $rule })
advance-no-lifecycle = { $record } n’a pas de cycle de vie
advance-no-lifecycle-help = seules les fiches d’un type qui a un « lifecycle » dans schema/registry.yml ont des phases
advance-unknown-phase = la phase « { $phase } » n’existe pas pour { $record }
advance-unknown-phase-help = au choix : { $phases }
advance-before = la phase « { $phase } » a commencé { $start_precision ->
    [day] le { $start }
   *[other] en { $start }
}, après { $date_precision ->
    [day] le { $date }
   *[other] { $date }
}
advance-before-help = donnez une date qui ne la précède pas, ou, pour corriger le passé, modifiez le fichier
advance-illegal-help = après « { $from } » peuvent venir : { $allowed }
advance-done = { $record } : { $from } → { $to } ({ $date }), dans { $path }
advance-first = { $record } : { $to } ({ $date }), dans { $path }
event-done = { $record } : { $name } ({ $date }), dans { $path }

## Manuel et complétion

cli-completions = Écrit ce qu’il faut à un interpréteur de commandes pour compléter les commandes de Greffe (README, « Installer »).
cli-completions-shell = Interpréteur de commandes : bash, zsh, fish, powershell ou elvish.
cli-man = Écrit la page de manuel de Greffe ; avec --out, une page par commande.
cli-man-out = Dossier où écrire les pages (greffe.1, greffe-validate.1…).
man-done = { $count ->
    [one] { $count } page de manuel écrite dans { $path }.
   *[other] { $count } pages de manuel écrites dans { $path }.
}

## Nouvelle fiche

cli-new = Crée une fiche : demande ce que le schéma exige, ou le prend des options, et n’écrit qu’une fiche juste.
cli-new-kind = Type de la fiche (startup, organisation…).
cli-new-id = Identifiant de la fiche, qui sera le nom de son fichier : minuscules sans accent, chiffres, points et tirets.
cli-new-set = Donne un champ : --set contact=equipe@exemple.gouv.fr. Un champ dans un autre se nomme avec un point (fast.promotion=3). Se répète.
cli-new-phase = Première phase de la fiche.
cli-new-on = Premier jour de cette phase (AAAA-MM-JJ, AAAA-MM ou AAAA).
cli-new-folder = Dossier de la fiche, si ce n’est pas celui que les autres fiches du même type indiquent.
new-done = { $record } : { $path } est créé
new-next = Pour l’ajouter au prochain commit : git add { $path }
new-unknown-kind = le type de fiche « { $kind } » n’existe pas
new-unknown-kind-help = au choix : { $kinds }
new-one-file = les fiches de type « { $kind } » n’ont pas de fichier à elles
new-one-file-help = ajoutez une entrée dans { $path }
new-bad-id = « { $id } » ne peut pas être un identifiant
new-bad-id-near = vouliez-vous dire « { $near } » ? (des minuscules sans accent, des chiffres, et à l’intérieur des points et des tirets)
new-taken = { $record } existe déjà ({ $path })
new-taken-before = « { $id } » est un ancien identifiant de { $record } ({ $path })
new-taken-help = choisissez un autre identifiant : deux fiches d’un même type ne peuvent pas porter le même, aujourd’hui ou autrefois
new-no-shelf = les fiches de type « { $kind } » sont réparties dans des dossiers, et le nom de ces dossiers ne dit pas où mettre une fiche nouvelle
new-no-shelf-help = nommez le dossier : --in registry/…
new-bad-folder = { $path } n’est pas un dossier pour une fiche de type « { $kind } »
new-bad-folder-help = choisissez { $folder }, ou un dossier à l’intérieur
new-occupied = { $path } existe déjà
new-occupied-help = choisissez un autre identifiant, ou mettez de côté ce qui s’y trouve
new-missing = il manque des champs, et il n’y a personne à qui les demander ; donnez : { $flags }
new-missing-help = dans un terminal, « greffe new » les demande un par un, avec leur description
new-needs = une fiche de type « { $kind } » cite une fiche de type « { $target } » (champ « { $field } »), et il n’y en a pas encore
new-needs-help = créez-la d’abord : greffe new { $target } IDENTIFIANT
new-intro = { $record } : quelques questions. Rien n’est écrit avant la dernière réponse ; Ctrl-C abandonne.
new-question = { $title } ({ $field })
new-question-optional = { $title } ({ $field }), facultatif : Entrée pour passer
new-example = Par exemple : { $example }
new-choices = Au choix, par son numéro ou par son nom :
new-many = Parmi { $count } fiches : écrivez l’identifiant ou le nom.
new-answer-needed = Il faut une réponse.
new-unknown-record = « { $answer } » n’est aucune de ces fiches. Vouliez-vous dire « { $near } » ?
new-given-up = la saisie s’est arrêtée : rien n’a été écrit

## Changement d’identifiant

cli-rename = Change l’identifiant d’une fiche : déplace son fichier, retient l’ancien nom, et corrige tout ce qui la cite. Tout, ou rien.
cli-rename-record = Fiche : startup/pix, pix, ou son fichier.
cli-rename-new = Nouvel identifiant.
rename-done = { $old } → { $new }, dans { $path } ; { $mended }
rename-would = { $old } deviendrait { $new }, dans { $path } ; { $mended }. Rien n’a été écrit.
rename-none-mended = rien d’autre ne la cite
rename-mended = { $count ->
    [one] { $count } référence corrigée ({ $files })
   *[other] { $count } références corrigées ({ $files })
}
rename-to-mend = { $count ->
    [one] { $count } référence à corriger ({ $files })
   *[other] { $count } références à corriger ({ $files })
}
rename-files = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
}
rename-file = { $count ->
    [one] { "  " }{ $path } : { $count } référence
   *[other] { "  " }{ $path } : { $count } références
}
rename-same = { $record } porte déjà ce nom
rename-same-help = donnez un autre identifiant
rename-one-file = { $path } n’est pas une fiche à laquelle on donne un nom
rename-one-file-help = son nom vient de schema/registry.yml
rename-unreadable = { $path } ne peut pas être lu, et cite peut-être « { $id } » : rien n’a été modifié
rename-unreadable-help = corrigez-le d’abord : « greffe validate » dit ce qui ne va pas
rename-counted = { $path } ne compte que des fiches qui citent « { $old } » : ajoutez-y « { $new } », et gardez « { $old } », qui vaut encore pour le passé.
rename-case = Sur ce système, git ne voit pas de lui-même que seule la casse du nom a changé : git rm --cached { $old } && git add { $new }

## Mise en ordre

cli-fmt = Remet les champs des fiches dans l’ordre du schéma, chacun avec ses commentaires ; ce que dit la fiche ne change jamais.
cli-fmt-paths = Seulement ces fichiers ou ces dossiers (sinon toutes les fiches).
cli-fmt-check = N’écrit rien : nomme les fiches à remettre en ordre, et échoue s’il y en a.
cli-fmt-diff = N’écrit rien : montre ce qui changerait, et échoue s’il y a de quoi.
fmt-unreadable = { $path } ne peut pas être lu, et a été laissé tel quel : « greffe validate » dit ce qui ne va pas
fmt-unknown-style = { $path } est écrit d’une manière que Greffe ne sait pas remettre en ordre, et a été laissé tel quel
fmt-tidy = { $count ->
    [0] Aucune fiche à regarder.
    [one] La fiche est en ordre.
   *[other] Les { $count } fiches sont en ordre.
}
fmt-would = { $count ->
    [one] { $count } fiche à remettre en ordre : « greffe fmt » le fait.
   *[other] { $count } fiches à remettre en ordre : « greffe fmt » le fait.
}
fmt-done = { $count ->
    [one] { $count } fiche remise en ordre.
   *[other] { $count } fiches remises en ordre.
}

## Corrections

fix-write = Écrire { $new }
fix-field = Écrire « { $new } » à la place de « { $old } »
fix-unquote = Écrire { $new } sans guillemets
fix-space = Remplacer l’espace insécable par une espace ordinaire
cli-validate-fix = Corrige d’abord, sur place, ce qui se corrige sans risque ; le reste est montré.
cli-validate-dry_run = Avec --fix : n’écrit rien, montre ce qui serait corrigé.
validate-fixed = { $fixed }, { $left }.
count-fixed = { $count ->
    [0] Rien n’a été corrigé
    [one] { $count } remarque corrigée
   *[other] { $count } remarques corrigées
}
count-to-fix = { $count ->
    [0] Rien à corriger ainsi
    [one] { $count } remarque à corriger ainsi
   *[other] { $count } remarques à corriger ainsi
}
count-left = { $count ->
    [0] aucune ne reste
    [one] { $count } restante
   *[other] { $count } restantes
}
validate-fixable = { $count ->
    [one] { $count } remarque se corrige sans risque : « greffe validate --fix » le fait.
   *[other] { $count } remarques se corrigent sans risque : « greffe validate --fix » le fait.
}
validate-dry-run = Rien n’a été écrit.

## Ce qu’une fiche peut dire

cli-schema = Présente les types de fiches de ce registre ou, pour l’un d’eux, les champs de ses fiches.
cli-schema-kind = Type de fiche (sinon, tous).
cli-schema-format = Format de la réponse : human (pour être lue) ou json (le schéma tel qu’il est).
schema-kind = { $kind } : { $label } ({ $path })
schema-next = « greffe schema TYPE » présente les champs d’un type de fiche, « greffe new TYPE IDENTIFIANT » en crée une.
schema-which = chaque type de fiche a son schéma
schema-which-help = nommez-en un : greffe schema startup --format json
schema-required = { $field } (obligatoire) : { $takes }
schema-field = { $field } : { $takes }
schema-reference = { $takes }, qui nomme des fiches de type { $kind }
schema-listed = { $takes }, au choix : { $values }
index-unusable = ce qui a été retenu de l’histoire ne correspond pas à ce registre, alors qu’elle vient d’être relue : merci de le signaler
