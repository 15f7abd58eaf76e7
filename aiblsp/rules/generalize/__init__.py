"""Rules about generalizing the image: sysprep and deprovisioning."""
