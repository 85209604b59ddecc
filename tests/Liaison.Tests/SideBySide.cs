using Xunit;

// Most tests wait more than they reckon: for a hub's beat, a socket, a commit. So more of them run at once than a small machine has cores.
[assembly: CollectionBehavior(MaxParallelThreads = 5)]
