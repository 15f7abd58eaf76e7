"""Rules about the build VM, its size, disk, network and identities."""
