"""Archives larger than one machine reads in a night: web archives to claims as Parquet, shard by shard.

A shard is a stretch of one archive. Its files are named by what it is and by how it was read, so that it may be done by
any process of any machine, once or again, and always comes out the same.
"""

from tracker.bulk.reading import claims_of, take_into
from tracker.bulk.reconciling import lines_of, reconciled
from tracker.bulk.running import Done, run
from tracker.bulk.shards import Shard, shards_of

__all__ = ["Done", "Shard", "claims_of", "lines_of", "reconciled", "run", "shards_of", "take_into"]
