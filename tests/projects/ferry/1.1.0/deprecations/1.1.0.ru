# Takes data of 1.0.0 to 1.1.0: fer:tiedAt is now fer:berthedAt. Running it twice does no harm.
PREFIX fer: <https://example.org/ferry/terms#>

DELETE { ?boat fer:tiedAt ?quay } INSERT { ?boat fer:berthedAt ?quay }
WHERE { ?boat fer:tiedAt ?quay } ;

DELETE { GRAPH ?graph { ?boat fer:tiedAt ?quay } } INSERT { GRAPH ?graph { ?boat fer:berthedAt ?quay } }
WHERE { GRAPH ?graph { ?boat fer:tiedAt ?quay } }
