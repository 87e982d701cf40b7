"""What the analyst touches: the command line and the review app. Holds no rule of the domain."""
