"""Rules about targets of type SharedImage: image versions in an Azure Compute Gallery."""
